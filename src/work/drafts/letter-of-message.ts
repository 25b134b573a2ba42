import {
  fileNameOf,
  formatAddress,
  htmlLetter,
  joinFlowed,
  replyReferences,
  textOfLetter,
  type Address,
  type Breakage,
  type MailAccount,
  type Message,
  type MessageRef,
  type Part,
} from '../../mail/index.ts'
import type { Answers, DraftLetter } from '../types.ts'
import { UploadTooLarge } from '../uploads/sealed-file.ts'
import type { DraftParts } from './draft-parts.ts'

/** Bytes of text a letter may have when it comes back from the mail server. */
const textLimit = 1024 * 1024

/** Whatever a mail program draws between the words. */
const picture = /<(?:img|svg|object|video|audio)\b/i

/** What is wrong with a message of which we may not see all. */
const truncating: Breakage[] = ['too-deep', 'too-large']

interface Source {
  account: string
  ref: MessageRef
  mail: MailAccount
}

/**
 * A letter as another program left it in the Drafts folder: addresses, text, files, what it answers. Not `replaceable`
 * by it when it was no draft, or there is more in the message: a text too long, a picture, a file too large, an
 * invitation.
 */
export async function letterOfMessage(
  parts: Pick<DraftParts, 'uploads' | 'fileLimit'>,
  source: Source,
): Promise<{ letter: DraftLetter; messageId: string; replaceable: boolean; written: Date | undefined }> {
  const message = await source.mail.readMessage(source.ref)
  const answers = answersOf(message)
  const { text, whole } = await textOf(source, message)
  const { files, all } = await fetchFiles(parts, source, message)
  const letter = {
    from: typed(message.from),
    to: typed(message.to),
    cc: typed(message.cc),
    bcc: typed(message.bcc),
    // Servers repeat From there when there is no Reply-To (RFC 9051 §7.5.2).
    replyTo: typed(message.replyTo) === typed(message.from) ? '' : typed(message.replyTo),
    subject: message.subject,
    body: text,
    importance: message.importance,
    ...(message.receiptTo && { receipt: true as const }),
    ...(answers && { answers }),
    files,
    carried: [],
    reminded: [],
  }
  const more = message.anatomy.calendar !== undefined || message.broken.some((what) => truncating.includes(what))
  const replaceable = whole && all && !more && (await isDraft(source.mail, message))
  return { letter, messageId: message.messageId, replaceable, written: message.sent ?? message.received }
}

/** What somebody received is no draft, whatever an address asks: saved over, it would be gone for ever. */
async function isDraft(mail: MailAccount, { ref, flags }: Message): Promise<boolean> {
  const role = (await mail.folders()).find(({ path }) => path === ref.folder)?.role
  return role === 'drafts' || (role === 'trash' && flags.has('draft'))
}

const typed = (addresses: Address[]): string => addresses.map(formatAddress).join(', ')

/** Which message it answers is known by its id only: no reference to put a flag on. */
function answersOf({ inReplyTo, references }: Message): Answers | undefined {
  if (!inReplyTo) return undefined
  const ref = { folder: '', uidValidity: '', uid: 0 }
  const thread = replyReferences({ messageId: inReplyTo, inReplyTo: '', references })
  return { kind: 'reply', ref, messageId: inReplyTo, references: thread.references }
}

async function textOf(source: Source, { anatomy }: Message): Promise<{ text: string; whole: boolean }> {
  const formatted = anatomy.html ? await formattedText(source, anatomy.html) : { text: '', whole: true }
  if (!anatomy.text) return formatted

  const { text, cut } = await source.mail.readText(source.ref, anatomy.text, textLimit)
  // Both say the same: what the formatted one shows beside its words is left out all the same.
  const whole = !cut && formatted.whole
  return { text: anatomy.text.flowed ? unflow(text, anatomy.text.delSp) : text, whole }
}

async function formattedText({ mail, ref }: Source, part: Part): Promise<{ text: string; whole: boolean }> {
  const { text, cut } = await mail.readText(ref, part, textLimit)
  const letter = await htmlLetter(text, { images: 'blocked', embedded: () => undefined })
  return { text: textOfLetter(letter.nodes), whole: !cut && !letter.cut && !picture.test(text) }
}

function unflow(text: string, delSp: boolean): string {
  const lines = joinFlowed(text.replaceAll('\r\n', '\n'), delSp)
  return lines.map(({ depth, text: line }) => (depth > 0 ? `${'>'.repeat(depth)} ${line}` : line)).join('\n')
}

/** `all` but those larger than a file may be here; rejects when one cannot be had now. */
async function fetchFiles(
  { uploads, fileLimit }: Pick<DraftParts, 'uploads' | 'fileLimit'>,
  { account, mail, ref }: Source,
  { anatomy }: Message,
): Promise<{ files: string[]; all: boolean }> {
  const files: string[] = []
  let all = true
  for (const part of [...anatomy.attachments, ...anatomy.embedded]) {
    const { content } = await mail.openPart(ref, part.section)
    const file = { name: fileNameOf(part), type: part.type, content, limit: fileLimit }
    try {
      files.push((await uploads.receive(account, file)).id)
    } catch (error) {
      if (!(error instanceof UploadTooLarge)) throw error
      all = false
    } finally {
      content.destroy()
    }
  }
  return { files, all }
}
