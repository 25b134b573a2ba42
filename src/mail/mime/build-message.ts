import { createHash } from 'node:crypto'
import { PassThrough, pipeline, Readable } from 'node:stream'
import MailComposer, { type MailComposerAttachment } from 'nodemailer/lib/mail-composer'
import { canonicalLines } from './canonical-lines.ts'
import { lazyStream } from './lazy-stream.ts'
import { messageHeaders } from './message-headers.ts'
import { safeFileName } from './safe-file-name.ts'
import type { Outgoing, OutgoingFile } from './types.ts'
import { writeFlowed } from './write-flowed.ts'

export interface BuiltMessage {
  /** RFC 5322, lines ended with CRLF, dots as they are. Files are opened as it is read; destroy it or read it to its end. */
  content: Readable
  /** Bytes, exactly. */
  size: number
}

/**
 * Makes a letter into a message: the same bytes each time, so that another attempt is the same message. `own` is the
 * writer's copy, with Bcc and our marks; what is submitted has neither. A file that is not as long as it says makes
 * `content` fail: half a document never leaves. Attached messages are read twice, the first time to know their size.
 */
export async function buildMessage(outgoing: Outgoing, { own }: { own: boolean }): Promise<BuiltMessage> {
  const size = await measure(outgoing, own)
  return { size, content: lazyStream(() => compose(outgoing, own, wholeFile)) }
}

function compose(outgoing: Outgoing, own: boolean, open: (file: OutgoingFile) => Readable): Readable {
  const message = new MailComposer({
    ...messageHeaders(outgoing, own),
    disableFileAccess: true,
    disableUrlAccess: true,
    // « =_ » cannot be met in a quoted-printable text; the rest nobody else can know before it is sent.
    boundaryPrefix: '=_T',
    baseBoundary: createHash('sha256').update(outgoing.messageId).digest('hex').slice(0, 24),
    // Not as `text`, which cannot say that it flows.
    alternatives: [
      { contentType: 'text/plain; charset=utf-8; format=flowed', content: writeFlowed(outgoing.text) },
      ...(outgoing.html === undefined ? [] : [{ contentType: 'text/html; charset=utf-8', content: outgoing.html }]),
    ],
    attachments: outgoing.files.map((file) => attachment(file, open)),
  }).compile()
  message.keepBcc = own
  return pipeline(message.createReadStream(), canonicalLines(), () => undefined)
}

function attachment(file: OutgoingFile, open: (file: OutgoingFile) => Readable): MailComposerAttachment {
  const contentType = typeOf(file)
  return {
    filename: safeFileName(file.name),
    contentType,
    contentDisposition: 'attachment',
    // RFC 2046 §5.2.1: an attached message may not be encoded.
    contentTransferEncoding: contentType === attachedMessage ? '8bit' : 'base64',
    content: lazyStream(() => open(file)),
  }
}

const attachedMessage = 'message/rfc822'

/** A type that would be taken for a part of our own structure goes as plain bytes. */
function typeOf({ type }: OutgoingFile): string {
  const plain = type.toLowerCase()
  const isToken = /^[a-z0-9!#$&^_.+-]{1,60}\/[a-z0-9!#$&^_.+-]{1,80}$/.test(plain)
  const isStructure = /^(?:multipart|message)\//.test(plain) && plain !== attachedMessage
  return isToken && !isStructure ? plain : 'application/octet-stream'
}

function wholeFile(file: OutgoingFile): Readable {
  // A server's word on the size of a message is not always exact.
  if (typeOf(file) === attachedMessage) return file.open()
  return Readable.from(checked(file), { objectMode: false })
}

async function* checked({ size, open }: OutgoingFile): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of open() as AsyncIterable<Uint8Array>) {
    read += chunk.length
    yield chunk
  }
  if (read !== size) throw new Error(`a file of ${size} bytes gave ${read}`)
}

/** Files in base64 are as long as arithmetic says, so only the rest is written to nowhere. */
async function measure(outgoing: Outgoing, own: boolean): Promise<number> {
  const encoded = outgoing.files.filter((file) => typeOf(file) !== attachedMessage)
  const withoutFiles = compose(outgoing, own, (file) => (encoded.includes(file) ? nothing() : file.open()))
  let size = encoded.reduce((sum, file) => sum + base64Size(file.size), 0)
  for await (const chunk of withoutFiles as AsyncIterable<Uint8Array>) size += chunk.length
  return size
}

const nothing = (): Readable => new PassThrough().end()

/** Lines of 76 characters, CRLF between them. */
function base64Size(bytes: number): number {
  const characters = Math.ceil(bytes / 3) * 4
  return characters + Math.max(Math.ceil(characters / 76) - 1, 0) * 2
}
