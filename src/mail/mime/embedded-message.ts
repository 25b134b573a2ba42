import { parseHeaderOnly, parseMessage, type EmbeddedMessage } from './parse-message.ts'
import { parseInWorker } from './reading-threads.ts'

/** Bytes of a message that are looked at. */
const largest = 25_000_000

/** Beyond, another thread does the work. */
const largestAtOnce = 300_000

/**
 * Reads a message that came as a part of another (`message/rfc822`) or as an .eml file. Never rejects and never takes
 * long: a broken, oversized or hostile one gives what there is, and `broken` says what is wrong.
 */
export async function parseEmbedded(raw: Uint8Array): Promise<EmbeddedMessage> {
  const read = raw.subarray(0, largest)
  const parsed = read.length <= largestAtOnce ? await parseMessage(read) : await parseInWorker({ raw: read })
  const message = parsed ?? (await parseHeaderOnly(read, 'too-large'))
  return raw.length > largest ? { ...message, broken: [...message.broken, 'too-large'] } : message
}
