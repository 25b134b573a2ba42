import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { act, type Action, askedBy } from '../../work/index.ts'
import { readSelection } from './form.ts'
import { readListQuery } from './query.ts'

type Needs = Pick<Services, 'history' | 'mailOf' | 'signedIn'> & { folder: string }

/** Does to the ticked messages what the pressed submit says; gives where to go: the same page, with the sentence. */
export async function actOnList(req: Request, needs: Needs): Promise<string> {
  const { page, only } = readListQuery(req.query)
  const here = (more: Parameters<typeof paths.folder>[1]) => paths.folder(needs.folder, { page, only, ...more })

  const form = readSelection(req.body)
  const action = askedBy(pressed(req.body), form)
  if (!action) return here({})
  if (form.uids.length === 0) return here({ note: 'none' })
  if (typeof action === 'object' && !action.moveTo) return here({ note: 'where', ticked: form.uids.join(',') })

  const { uidValidity, uids } = form
  if (action === 'remove') {
    return paths.folderConfirm(needs.folder, { uidValidity, ticked: uids.join(','), page, only })
  }

  return here(await actAndSay(req, action, needs))
}

/** Acts on the ticked messages for good, history written; gives the sentence to show. */
export async function actAndSay(
  req: Request,
  action: Action | { moveTo: string },
  { folder, history, mailOf, signedIn }: Needs,
): Promise<{ said: string } | { note: 'gone' }> {
  const { uidValidity, uids } = readSelection(req.body)
  try {
    const deed = await act(mailOf(req), { folder, uidValidity, uids }, action)
    const { id } = await history.write(signedIn(req).account, deed)
    return { said: id }
  } catch (error) {
    if (error instanceof MailError && error.reason === 'message-not-found') return { note: 'gone' }
    throw error
  }
}
