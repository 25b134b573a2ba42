import { paths } from '../../http/paths.ts'
import { backTo, type Moment, pushSoon } from './moment.ts'
import { hideOutsiders } from './recipients.ts'
import { planLetter, sendLetter } from './send.ts'

/** Where each submit leads once the letter is saved; the others only save. */
const after: Record<string, (moment: Moment) => Promise<string>> = {
  send: sendLetter,
  anyway: sendLetter,
  later: planLetter,
  hide,
  close,
  signout: signOut,
  elsewhere: (moment) => showBeside(moment, 'changedElsewhere'),
  original: (moment) => showBeside(moment, 'original'),
  discard,
}

/** The address that answers a submit. */
export async function afterSaving(pressed: string, moment: Moment): Promise<string> {
  const act = Object.hasOwn(after, pressed) ? after[pressed] : undefined
  if (act) return act(moment)
  await pushSoon(moment, false)
  return stay(moment)
}

const stay = ({ saved }: Moment): string => paths.draft(saved.id, { note: 'saved' })

async function close(moment: Moment): Promise<string> {
  const { services, account, saved } = moment
  await pushSoon(moment, true)
  const row = await services.history.write(account, { kind: 'draft-closed', draft: saved.id })
  return backTo(moment, 'INBOX', row.id)
}

async function signOut(moment: Moment): Promise<string> {
  const { req, res, services } = moment
  await pushSoon(moment, true)
  await services.signOut(req, res)
  return paths.login({ saved: true })
}

/** Asks first; the server's copy is brought up to date, so that what is thrown away stands in the trash. */
async function discard(moment: Moment): Promise<string> {
  await pushSoon(moment, false)
  return paths.draftDiscard(moment.saved.id)
}

/** Everybody of another domain moves from À and Cc to Cci, where nobody sees them. */
async function hide(moment: Moment): Promise<string> {
  const { req, services, account, saved } = moment
  const draft = await services.drafts.open(account, saved.id)
  if (draft?.revision === saved.revision) {
    const { addresses } = services.signedIn(req).person
    await services.drafts.save(account, saved, hideOutsiders(draft.letter, addresses))
  }
  await pushSoon(moment, false)
  return stay(moment)
}

/** A message of Brouillons that another program left, beside ours. */
async function showBeside(moment: Moment, which: 'changedElsewhere' | 'original'): Promise<string> {
  const { services, account, saved } = moment
  const draft = await services.drafts.open(account, saved.id)
  const beside = draft?.[which]
  return beside ? paths.message(beside) : stay(moment)
}
