import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { act, type Asked, askedBy, lacking } from '../../work/index.ts'
import { readMessageForm } from './form.ts'
import { readMessageQuery } from './query.ts'
import { type Named, refOf } from './ref.ts'

type Needs = Pick<Services, 'history' | 'mailOf' | 'signedIn'>

/** Does what the pressed submit says; gives where to go: the list once the message has left, or the message again. */
export async function actOnMessage(req: Request<Named>, needs: Needs): Promise<string> {
  const ref = refOf(req)
  const { show, images } = readMessageQuery(req.query)
  const here = (more: Parameters<typeof paths.message>[1]) => paths.message(ref, { show, images, ...more })
  const form = readMessageForm(req.body)
  const submit = pressed(req.body)
  if (submit === 'images') return here({ images: true })

  const action = askedBy(submit, form)
  if (!action) return here({})
  const missing = lacking(action)
  if (missing) return here({ note: missing === 'where' ? 'where' : 'which' })
  const { folder, uidValidity, uid } = ref
  if (action === 'remove') {
    return paths.folderConfirm(folder, { uidValidity, ticked: String(uid), page: form.page })
  }

  try {
    const deed = await act(needs.mailOf(req), { folder, uidValidity, uids: [uid] }, action)
    const { id } = await needs.history.write(needs.signedIn(req).account, deed)
    return staysOpen(action) ? here({ said: id }) : paths.folder(folder, { page: form.page, said: id })
  } catch (error) {
    if (error instanceof MailError && error.reason === 'keyword-refused') return here({ note: 'label' })
    throw error
  }
}

/** What neither takes the message away nor would be undone by reading it again. */
const staysOpen = (asked: Asked): boolean =>
  typeof asked === 'object' ? !('moveTo' in asked) : asked === 'follow' || asked === 'unfollow'
