import { parseHeaderOnly, parseMessage, type EmbeddedMessage } from './parse-message.ts'
import { parseInWorker } from './reading-threads.ts'

/** Bytes of a message inside a message that are read: of a longer one, the last file would be half a file. */
export const largestEmbedded = 25_000_000

/** Beyond, another thread does the work. */
const largestAtOnce = 300_000

/**
 * Reads a message that came as a part of another (`message/rfc822`) or as an .eml file. Never rejects and never takes
 * long: a broken or hostile one gives what there is, and `broken` says what is wrong. Looks at `largestEmbedded` bytes;
 * whoever has more of them says so.
 */
export async function parseEmbedded(raw: Uint8Array): Promise<EmbeddedMessage> {
  const read = raw.subarray(0, largestEmbedded)
  const parsed = read.length <= largestAtOnce ? await parseMessage(read) : await parseInWorker({ raw: read })
  return parsed ?? parseHeaderOnly(read, 'too-large')
}
