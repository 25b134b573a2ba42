import type { LetterElement, LetterNode, LetterTag } from './types.ts'

const phrases = new Set<LetterTag>(['a', 'strong', 'em', 'u', 's', 'sub', 'sup', 'code', 'span', 'q', 'img', 'br'])

/** Lines of text: what they hold must flow. */
const lines = new Set<LetterTag>(['p', 'h3', 'h4', 'h5', 'pre'])

/** Elements that mean something though they hold nothing. */
const lasting = new Set<LetterTag>(['br', 'hr', 'img', 'td', 'th'])

/**
 * Makes a reduced tree well formed and calm: white space as a browser would show it, no block inside a phrase or a
 * paragraph, no empty elements, no box that only holds a box, no more than one blank line in a row.
 */
export function tidy(nodes: LetterNode[]): LetterNode[] {
  return withoutBlankEnds(nodes.flatMap((node) => tidyNode(node)))
}

function tidyNode(node: LetterNode): LetterNode[] {
  if (typeof node === 'string') return [node.replace(/[ \t\r\n\f]+/g, ' ')]
  if (node.tag === 'pre') return node.children.some(isBlock) ? tidyNode({ ...node, tag: 'div' }) : [node]

  const children = calm(node.children.flatMap(tidyNode))
  if (children.length === 0 && !lasting.has(node.tag)) return []
  if (lines.has(node.tag)) return line({ ...node, children })
  // A link may hold blocks; other phrases give way to them.
  if (phrases.has(node.tag) && node.tag !== 'a' && children.some(isBlock)) return children
  if (node.tag === 'div') return box({ ...node, children })
  return [{ ...node, children }]
}

/** A paragraph of blanks is only distance; headings and paragraphs that hold blocks are boxes. */
function line(element: LetterElement): LetterNode[] {
  if (isBlank(element)) return []
  return [element.children.some(isBlock) ? { ...element, tag: 'div' } : element]
}

function box(element: LetterElement): LetterNode[] {
  const [only, ...others] = element.children
  if (isBlank(element)) return [{ tag: 'div', children: [{ tag: 'br', children: [] }] }]
  if (only === undefined || typeof only === 'string' || others.length > 0 || !isBlock(only)) return [element]
  const { lang, dir } = element
  return [{ ...(lang && { lang }), ...(dir && { dir }), ...only }]
}

/** Space between blocks is layout of the source; two blank lines say no more than one. */
function calm(nodes: LetterNode[]): LetterNode[] {
  const calmed: LetterNode[] = []
  for (const node of nodes) {
    const last = calmed.at(-1)
    if (typeof node === 'string') {
      if (node === '' || (node === ' ' && (last === undefined || isBlock(last)))) continue
      if (typeof last === 'string') calmed[calmed.length - 1] = `${last}${node}`.replace(/ {2,}/g, ' ')
      else calmed.push(node)
      continue
    }
    if (isBlock(node) && last === ' ') calmed.pop()
    if (!(isBlankBox(node) && isBlankBox(calmed.at(-1)))) calmed.push(node)
  }
  if (calmed.at(-1) === ' ' && calmed.length > 1 && isBlock(calmed.at(-2) ?? '')) calmed.pop()
  return calmed
}

function withoutBlankEnds(nodes: LetterNode[]): LetterNode[] {
  const kept = calm(nodes)
  const isNothing = (node: LetterNode | undefined) =>
    node !== undefined && (isBlankBox(node) || (typeof node === 'string' && node.trim() === ''))
  while (isNothing(kept.at(-1))) kept.pop()
  const first = kept.findIndex((node) => !isNothing(node))
  return kept.slice(Math.max(first, 0))
}

function isBlock(node: LetterNode): boolean {
  if (typeof node === 'string') return false
  return !phrases.has(node.tag) || (node.tag === 'a' && node.children.some(isBlock))
}

function isBlankBox(node: LetterNode | undefined): boolean {
  return typeof node === 'object' && node.tag === 'div' && isBlank(node)
}

/** Nothing to see: spaces, no-break ones included, and line breaks. */
function isBlank(element: LetterElement): boolean {
  return element.children.every((child) =>
    typeof child === 'string'
      ? child.trim() === ''
      : child.tag === 'br' || (phrases.has(child.tag) && child.tag !== 'img' && isBlank(child)),
  )
}
