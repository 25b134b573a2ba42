import { Readable } from 'node:stream'
import { buildMessage } from '../../../../src/mail/mime/build-message.ts'
import type { Outgoing, OutgoingFile } from '../../../../src/mail/mime/types.ts'

/** A letter with nothing remarkable, but for what a test gives. */
export function outgoing(given: Partial<Outgoing> = {}): Outgoing {
  return {
    messageId: '<lettre-1@ac-lyon.example>',
    date: new Date('2026-11-24T14:05:00Z'),
    from: { name: 'Marie Dupont', address: 'marie@ac-lyon.example' },
    to: [{ name: 'Karim Benali', address: 'karim@ac-lyon.example' }],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Bonjour',
    text: 'Un mot.',
    references: [],
    importance: 'normal',
    files: [],
    marks: {},
    ...given,
  }
}

export function file(content: string | Buffer, given: Partial<OutgoingFile> = {}): OutgoingFile {
  const bytes = Buffer.from(content)
  return {
    name: 'a.bin',
    type: 'application/octet-stream',
    size: bytes.length,
    open: () => Readable.from([bytes]),
    ...given,
  }
}

/** The message and the size that was announced. */
export async function built(letter: Outgoing, own = false): Promise<{ text: string; size: number; bytes: Buffer }> {
  const { content, size } = await buildMessage(letter, { own })
  const bytes = Buffer.concat(await content.toArray())
  return { text: bytes.toString('latin1'), size, bytes }
}

/** The header block, each header on one line. */
export const headersOf = (text: string): string[] =>
  (text.split('\r\n\r\n')[0] ?? '').replace(/\r\n(?=[ \t])/g, '').split('\r\n')
