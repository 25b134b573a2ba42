import type { Request } from 'express'
import { type FrozenSelection, type MailAccount, MailError, type Selection } from '../mail/index.ts'
import type { Services } from '../services.ts'
import { act, type Asked, type Deed } from '../work/index.ts'

type Needs = Pick<Services, 'history' | 'mailOf' | 'signedIn'>

/** Messages ticked on a page, or frozen when a page was drawn: what arrived since is in neither. */
export type Chosen = Selection | Pick<FrozenSelection, 'folder' | 'uidValidity' | 'set'>

/** For the query of the page that comes next: the sentence of what was done, or of what was not. */
export type Outcome = { said: string; note?: 'partly' } | { note: 'gone' | 'label' }

/**
 * Does to messages of one folder or several what is asked, the history written. A folder rebuilt meanwhile is passed
 * over. When a later folder fails, what was done before stays done and is told: `partly`.
 */
export async function actOnSelections(
  req: Request,
  { chosen, asked }: { chosen: Chosen[]; asked: Asked },
  { history, mailOf, signedIn }: Needs,
): Promise<Outcome> {
  const { deeds, failure } = await actOnEach(mailOf(req), chosen, asked)
  if (deeds.length === 0) {
    if (failure && failure.reason !== 'keyword-refused') throw failure
    return { note: failure ? 'label' : 'gone' }
  }

  const [only] = deeds
  const { id } = await history.write(
    signedIn(req).account,
    only && deeds.length === 1 ? only : { kind: 'several', deeds },
  )
  return { said: id, ...(failure && { note: 'partly' }) }
}

async function actOnEach(mail: MailAccount, chosen: Chosen[], asked: Asked) {
  const deeds: Deed[] = []
  for (const one of chosen) {
    try {
      deeds.push(await act(mail, 'set' in one ? await mail.thaw(one) : one, asked))
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      if (error.reason !== 'message-not-found') return { deeds, failure: error }
    }
  }
  return { deeds, failure: undefined }
}
