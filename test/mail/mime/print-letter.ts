import type { LetterElement, LetterNode } from '../../../src/mail/index.ts'

const empty = new Set(['br', 'hr', 'img'])

/** Prints a letter's tree as a page does: every value escaped, nothing but what the tree says. */
export function printLetter(nodes: LetterNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? escaped(node) : printElement(node))).join('')
}

function printElement({ tag, children, ...facts }: LetterElement): string {
  const names = ['href', 'src', 'alt', 'lang', 'dir', 'colspan', 'rowspan', 'start'] as const
  const attributes = names.map((name) =>
    facts[name] === undefined ? '' : ` ${name}="${escaped(String(facts[name]))}"`,
  )
  return `<${tag}${attributes.join('')}>` + (empty.has(tag) ? '' : `${printLetter(children)}</${tag}>`)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
