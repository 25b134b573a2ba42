import type { Request } from 'express'
import type { Preferences } from '../../accounts/index.ts'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { type MailAccount, MailError, type MessageRef } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { act, type Asked, askedBy, lacking } from '../../work/index.ts'
import { readMessageForm } from './form.ts'
import { readMessageQuery } from './query.ts'
import { type Named, refOf } from './ref.ts'

type Needs = Pick<Services, 'history' | 'mailOf' | 'preferencesOf' | 'signedIn'>

/** Does what the pressed submit says; gives where to go: the list once the message has left, or the message again. */
export async function actOnMessage(req: Request<Named>, needs: Needs): Promise<string> {
  const ref = refOf(req)
  const { show, images } = readMessageQuery(req.query)
  const here = (more: Parameters<typeof paths.message>[1]) => paths.message(ref, { show, images, ...more })
  const form = readMessageForm(req.body)
  const action = askedBy(pressed(req.body), form)
  if (!action) return here({})
  const missing = lacking(action)
  if (missing) return here({ note: missing === 'where' ? 'where' : 'which' })
  const { folder, uidValidity, uid } = ref
  if (action === 'remove') {
    return paths.folderConfirm(folder, { uidValidity, ticked: String(uid), page: form.page })
  }

  try {
    const mail = needs.mailOf(req)
    const preferences = needs.preferencesOf(req)
    // Asked before it leaves: afterwards it has no neighbours.
    const next = preferences.afterRemoval === 'next' && takesAway(action) ? await nextTo(mail, ref) : undefined
    const deed = await act(mail, { folder, uidValidity, uids: [uid] }, action)
    const { id } = await needs.history.write(needs.signedIn(req).account, deed)
    if (next) return paths.message(next, { said: id })
    return staysOpen(action, preferences) ? here({ said: id }) : paths.folder(folder, { page: form.page, said: id })
  } catch (error) {
    if (error instanceof MailError && error.reason === 'keyword-refused') return here({ note: 'label' })
    throw error
  }
}

const takesAway = (asked: Asked): boolean =>
  typeof asked === 'object' ? 'moveTo' in asked : ['archive', 'delete', 'junk', 'unjunk'].includes(asked)

/** The older one: mail is read from the newest down. */
async function nextTo(mail: MailAccount, ref: MessageRef): Promise<MessageRef | undefined> {
  const { older, newer } = await mail.readMessage(ref)
  return older ?? newer
}

/** What neither takes the message away nor would be undone by reading it again. */
function staysOpen(asked: Asked, { markRead }: Pick<Preferences, 'markRead'>): boolean {
  if (takesAway(asked)) return false
  const marks = asked === 'read' || asked === 'unread'
  return marks ? asked === 'read' || markRead === 'never' : true
}
