import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { LetterImages } from './letter-image.ts'
import type { HtmlLetter } from './read-html.ts'
import type { LetterNode } from './types.ts'

/** Bytes, and those of one letter at most: larger ones are rare, and would drive the others out. */
const room = { all: 16 * 1024 * 1024, one: 2 * 1024 * 1024 }

/**
 * Reading HTML takes some ten milliseconds for thirty kilobytes, and the same source always gives the same letter. So
 * what is kept is found by the whole of what it was made from, and by nothing else: nobody is given another's letter
 * who does not hold the very same one.
 */
const kept = new LRUCache<string, HtmlLetter>({
  maxSize: room.all,
  maxEntrySize: room.one,
  sizeCalculation: ({ nodes, document = '' }) => bytesOf(nodes) + 2 * document.length + 500,
})

export interface LetterSource {
  html: string
  title: string
  images: LetterImages['images']
  /** Content-ID → address. */
  embedded: ReadonlyMap<string, string>
}

/** Stands for all that a letter is made from; a digest, so that the source itself is not kept. */
export const nameOfLetter = ({ html, title, images, embedded }: LetterSource): string =>
  hash('sha256', JSON.stringify([images, title, [...embedded], html]), 'base64')

const looked = { hits: 0, misses: 0 }

export function keptLetter(name: string): HtmlLetter | undefined {
  const letter = kept.get(name)
  looked[letter ? 'hits' : 'misses']++
  return letter
}

/** Keeps it, unchangeable: whoever reads it next is somebody else. */
export function keepLetter(name: string, letter: HtmlLetter): void {
  freezeAll(letter.nodes)
  kept.set(name, Object.freeze(letter))
}

/** What is held of letters at the moment, and how often one that was looked for was there. */
export const lettersFigures = (): { bytes: number; count: number; hits: number; misses: number } => ({
  bytes: kept.calculatedSize,
  count: kept.size,
  ...looked,
})

function freezeAll(nodes: LetterNode[]): void {
  Object.freeze(nodes)
  for (const node of nodes) {
    if (typeof node === 'string') continue
    Object.freeze(node)
    freezeAll(node.children)
  }
}

/** Two bytes a character, and what an element costs around its words. */
function bytesOf(nodes: LetterNode[]): number {
  let bytes = 0
  for (const node of nodes) {
    if (typeof node === 'string') bytes += 2 * node.length + 16
    else bytes += 150 + 2 * ((node.href?.length ?? 0) + (node.src?.length ?? 0)) + bytesOf(node.children)
  }
  return bytes
}
