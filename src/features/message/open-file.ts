import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { askedRange, type AskedRange } from '../../http/byte-range.ts'
import type { ByteRange, MailAccount, MessageRef, PartStream } from '../../mail/index.ts'

/** What a download can be resumed with. */
export interface Resumable {
  /** Bytes of the whole. */
  size: number
  /** A strong validator (RFC 9110 §8.8.3). */
  etag: string
  /** What was asked for, not cut to the size. */
  range?: ByteRange | undefined
}

type OpenFile = Pick<PartStream, 'part' | 'content'> & { resumable?: Resumable }

interface File {
  account: string
  ref: MessageRef
  section: string
}

const whole: ByteRange = { from: 0, to: Infinity }
const firstByte: ByteRange = { from: 0, to: 0 }

/** Opens what a request wants of a file: all of it, unless the mail server can give a range. */
export async function openFile(req: Request, mail: MailAccount, file: File): Promise<OpenFile> {
  const open = (range: ByteRange) => mail.openPart(file.ref, file.section, range)
  const etag = etagOf(file)
  const asked = askedRange(req, etag)
  const range = asked && (await counted(asked, open))
  const { part, content, size } = await open(range ?? (req.method === 'HEAD' ? firstByte : whole))
  return { part, content, ...(size !== undefined && { resumable: { size, etag, range } }) }
}

/**
 * A message never changes (RFC 9051 §2.3.1.1), so its place names the file. And whose it is: in another account, the
 * next person's at a shared computer, the same place may hold other bytes.
 */
function etagOf({ account, ref: { folder, uidValidity, uid }, section }: File): string {
  const place = JSON.stringify([account, folder, uidValidity, uid, section])
  return `"${createHash('sha256').update(place).digest('base64url')}"`
}

/** Last bytes are counted from an end that only the mail server knows; where it does not, nothing is counted. */
async function counted(
  asked: AskedRange,
  open: (range: ByteRange) => Promise<PartStream>,
): Promise<ByteRange | undefined> {
  if (!('last' in asked)) return asked
  const { content, size } = await open(firstByte)
  content.destroy()
  return size === undefined ? undefined : { from: Math.max(size - asked.last, 0), to: Infinity }
}
