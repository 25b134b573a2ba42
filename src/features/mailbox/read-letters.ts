import {
  htmlLetter,
  type LetterElement,
  type LetterNode,
  type MailAccount,
  MailError,
  type Message,
  type Selection,
  textLetter,
} from '../../mail/index.ts'

/** What one printed page may hold, and bytes of one letter: more would be a book, and everybody waits meanwhile. */
const most = { messages: 25, bytes: 2 * 1024 * 1024, letter: 400 * 1024 }

/** A message read for paper. */
export interface PrintedLetter {
  message: Message
  nodes: LetterNode[]
  cut: boolean
}

export interface Printed {
  letters: PrintedLetter[]
  /** Those that have left the folder meanwhile. */
  gone: number
  /** Those for which there was no room. */
  left: number
}

/** Reads messages one after the other, in the order given, as far as a page goes. */
export async function readLetters(mail: MailAccount, { uids, ...folder }: Selection): Promise<Printed> {
  const letters: PrintedLetter[] = []
  let room = most.bytes
  let gone = 0
  const wanted = uids.slice(0, most.messages)
  for (const uid of wanted) {
    if (room <= 0) break
    const message = await mail.readMessage({ ...folder, uid }).catch(unlessGone)
    if (!message) gone++
    else {
      const { bytes, ...letter } = await readLetter(mail, message, Math.min(room, most.letter))
      letters.push({ message, ...letter })
      room -= bytes
    }
  }
  return { letters, gone, left: uids.length - letters.length - gone }
}

/** The words of a letter: designs are for the screen. */
async function readLetter(mail: MailAccount, { anatomy, ref, subject }: Message, limit: number) {
  const { html, text } = anatomy
  const part = html ?? text
  if (!part) return { nodes: [], cut: false, bytes: 0 }

  const read = await mail.readText(ref, part, limit)
  const bytes = Buffer.byteLength(read.text)
  if (part === text) return { nodes: textLetter(read.text, part).nodes, cut: read.cut, bytes }

  const letter = await htmlLetter(read.text, { images: 'blocked', embedded: () => undefined }, subject)
  if (letter.kind === 'simple' || !text) return { nodes: letter.nodes, cut: read.cut || letter.cut, bytes }
  const plain = await mail.readText(ref, text, limit)
  return { nodes: textLetter(plain.text, text).nodes, cut: plain.cut, bytes: bytes + Buffer.byteLength(plain.text) }
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof MailError) || error.reason !== 'message-not-found') throw error
}

/** What is folded on the screen would stay folded on paper: it is opened out, or left out. */
export function withQuotes(nodes: LetterNode[], wanted: boolean): LetterNode[] {
  return nodes.flatMap((node): LetterNode[] => {
    if (typeof node === 'string') return [node]
    if (node.quoted && !wanted) return []
    const { quoted, children, ...rest } = node
    const inside = withQuotes(children, wanted)
    const element: LetterElement = { ...rest, children: inside }
    return quoted ? [{ tag: 'blockquote', children: [element] }] : [element]
  })
}

export const quotesIn = (nodes: LetterNode[]): boolean =>
  nodes.some((node) => typeof node !== 'string' && (node.quoted === true || quotesIn(node.children)))
