import { messageNamed } from '../../http/paths.ts'
import { MailError, type MessageRef } from '../../mail/index.ts'

/** The parameters of every address of a message. (An interface would not do for Express's dictionary of parameters.) */
export type Named = { folder: string; message: string }

/** The message an address names; one that names none is a message that is not there. */
export function refOf({ params }: { params: Named }): MessageRef {
  const ref = messageNamed(params.folder, params.message)
  if (!ref) throw new MailError('message-not-found', { detail: 'address' })
  return ref
}
