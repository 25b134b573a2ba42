import {
  fileNameOf,
  formatAddress,
  htmlLetter,
  joinFlowed,
  textOfLetter,
  type Address,
  type MailAccount,
  type Message,
  type MessageRef,
} from '../../mail/index.ts'
import type { Answers, DraftLetter } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'

/** Bytes of text a letter may have when it comes back from the mail server. */
const textLimit = 1024 * 1024

interface Source {
  account: string
  ref: MessageRef
  mail: MailAccount
}

/** A letter as another program left it in the Drafts folder: addresses, text, files, what it answers. */
export async function letterOfMessage(
  parts: Pick<DraftParts, 'uploads' | 'fileLimit'>,
  source: Source,
): Promise<{ letter: DraftLetter; messageId: string }> {
  const message = await source.mail.readMessage(source.ref)
  const answers = answersOf(message)
  const letter = {
    from: typed(message.from),
    to: typed(message.to),
    cc: typed(message.cc),
    bcc: typed(message.bcc),
    // Servers repeat From there when there is no Reply-To (RFC 9051 §7.5.2).
    replyTo: typed(message.replyTo) === typed(message.from) ? '' : typed(message.replyTo),
    subject: message.subject,
    body: await textOf(source, message),
    importance: message.importance,
    ...(answers && { answers }),
    files: await fetchFiles(parts, source, message),
    carried: [],
    reminded: [],
  }
  return { letter, messageId: message.messageId }
}

const typed = (addresses: Address[]): string => addresses.map(formatAddress).join(', ')

/** Which message it answers is known by its id only: no reference to put a flag on. */
function answersOf({ inReplyTo, references }: Message): Answers | undefined {
  if (!inReplyTo) return undefined
  const ref = { folder: '', uidValidity: '', uid: 0 }
  return { kind: 'reply', ref, messageId: inReplyTo, references: references.filter((id) => id !== inReplyTo) }
}

async function textOf({ mail, ref }: Source, { anatomy }: Message): Promise<string> {
  if (anatomy.text) {
    const { text } = await mail.readText(ref, anatomy.text, textLimit)
    return anatomy.text.flowed ? unflow(text, anatomy.text.delSp) : text
  }
  if (!anatomy.html) return ''

  const { text } = await mail.readText(ref, anatomy.html, textLimit)
  const { nodes } = await htmlLetter(text, { images: 'blocked', embedded: () => undefined })
  return textOfLetter(nodes)
}

function unflow(text: string, delSp: boolean): string {
  const lines = joinFlowed(text.replaceAll('\r\n', '\n'), delSp)
  return lines.map(({ depth, text: line }) => (depth > 0 ? `${'>'.repeat(depth)} ${line}` : line)).join('\n')
}

/** All of them or none: a draft that lost a file on the way would be saved over the whole one. */
async function fetchFiles(
  { uploads, fileLimit }: Pick<DraftParts, 'uploads' | 'fileLimit'>,
  { account, mail, ref }: Source,
  { anatomy }: Message,
): Promise<string[]> {
  const files: string[] = []
  for (const part of [...anatomy.attachments, ...anatomy.embedded]) {
    const { content } = await mail.openPart(ref, part.section)
    const file = { name: fileNameOf(part), type: part.type, content, limit: fileLimit }
    try {
      files.push((await uploads.receive(account, file)).id)
    } finally {
      content.destroy()
    }
  }
  return files
}
