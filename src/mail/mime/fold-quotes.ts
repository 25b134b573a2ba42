import type { LetterElement, LetterNode } from './types.ts'

/** A quote kept open between answers is shorter than this, in characters. */
const longQuote = 1500

/** A quote that ends the letter is folded from this length on, in characters. */
const shortEnd = 160

/**
 * Settles which quotes the page folds. Builders mark every quote of an earlier message `quoted`; the mark stays where
 * nobody would miss the quote: at the end of a letter, or long. It goes where the quote is what the letter says:
 * nothing before it, short between answers, or inside a folded one.
 */
export function foldQuotes(nodes: LetterNode[]): LetterNode[] {
  const lengths = new Map<LetterElement, number>()
  for (const node of nodes) measure(node, lengths)
  const state: Reading = { before: 0, left: nodes.reduce((sum, node) => sum + lengthOf(node, lengths), 0), lengths }
  return nodes.map((node) => settle(node, state))
}

interface Reading {
  /** Characters read so far. */
  before: number
  /** Characters still to come. */
  left: number
  lengths: Map<LetterElement, number>
}

function settle(node: LetterNode, state: Reading): LetterNode {
  const length = lengthOf(node, state.lengths)
  if (typeof node === 'string' || !mayHoldQuotes(node)) {
    state.before += length
    state.left -= length
    return node
  }
  if (!node.quoted) return { ...node, children: node.children.map((child) => settle(child, state)) }

  const after = state.left - length
  const folded = state.before > 0 && (after === 0 ? length > shortEnd : length > longQuote)
  if (!folded) {
    return { ...opened(node), children: node.children.map((child) => settle(child, state)) }
  }
  state.before += length
  state.left -= length
  return { ...node, children: node.children.map(withoutMarks) }
}

function withoutMarks(node: LetterNode): LetterNode {
  if (typeof node === 'string' || !mayHoldQuotes(node)) return node
  return { ...opened(node), children: node.children.map(withoutMarks) }
}

function opened(node: LetterElement): LetterElement {
  const open = { ...node }
  delete open.quoted
  return open
}

function mayHoldQuotes(node: LetterElement): boolean {
  return node.tag === 'blockquote' || node.tag === 'div'
}

function measure(node: LetterNode, lengths: Map<LetterElement, number>): number {
  if (typeof node === 'string') return visible(node)
  const length = node.children.reduce((sum, child) => sum + measure(child, lengths), node.tag === 'img' ? 1 : 0)
  lengths.set(node, length)
  return length
}

function lengthOf(node: LetterNode, lengths: Map<LetterElement, number>): number {
  return typeof node === 'string' ? visible(node) : (lengths.get(node) ?? 0)
}

/** Without its blanks: `trim` alone would count the spaces between. */
function visible(text: string): number {
  return text.trim().length
}
