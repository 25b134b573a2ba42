import { compile } from 'html-to-text'
import { escaped } from './escaped.ts'
import type { LetterElement, LetterNode } from './types.ts'

const inPlainText = compile({
  wordwrap: false,
  selectors: [
    ...['h3', 'h4', 'h5'].map((selector) => ({ selector, options: { uppercase: false, leadingLineBreaks: 2 } })),
    ...['dl', 'dt', 'dd', 'caption'].map((selector) => ({ selector, format: 'block' })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false, maxColumnWidth: 60 } },
  ],
})

/** Setting columns straight takes seconds for tens of thousands of cells; beyond this, a row is a line. */
const mostCells = 2000

/**
 * The plain text of a letter, for quoting and for mail programs without HTML: paragraphs parted by one empty line,
 * quotes behind `> `, tables in columns, a link as « words (address) » where its words do not say the address.
 */
export function textOfLetter(nodes: LetterNode[]): string {
  return inPlainText(nodes.map(printed).join(''))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The tree as HTML, phrases already turned into the characters that stand for them. */
function printed(node: LetterNode): string {
  if (typeof node === 'string') return escaped(node)
  const inside = node.children.map(printed).join('')
  switch (node.tag) {
    case 'a':
      return inside + escaped(addressAfter(node))
    case 'img':
      return escaped(node.alt ?? '')
    case 'q':
      return `«\u00a0${inside}\u00a0»`
    case 'br':
    case 'hr':
      return `<${node.tag}>`
    case 'table':
      return cellsIn(node) > mostCells ? rowsAsLines(node) : `<table>${inside}</table>`
    default:
      return `<${node.tag}${cellSpan(node)}>${inside}</${node.tag}>`
  }
}

function cellsIn(node: LetterNode): number {
  if (typeof node === 'string') return 0
  return node.children.reduce((sum, child) => sum + cellsIn(child), node.tag === 'td' || node.tag === 'th' ? 1 : 0)
}

function rowsAsLines(node: LetterNode): string {
  if (typeof node === 'string') return escaped(node)
  if (node.tag !== 'tr') return node.children.map(rowsAsLines).join('')
  const cells = node.children.map((cell) =>
    typeof cell === 'string' ? escaped(cell) : cell.children.map(printed).join(''),
  )
  return `<div>${cells.join(' | ')}</div>`
}

function addressAfter(link: LetterElement): string {
  const href = link.href ?? ''
  const words = wordsOf(link.children)
  if (words.trim() === '') return href
  return bare(words) === bare(href) ? '' : ` (${href})`
}

/** « www.ac-lyon.fr » and `https://www.ac-lyon.fr/` say the same. */
function bare(address: string): string {
  const unescaped = URL.canParse(address) ? new URL(address).href : address
  return unescaped
    .trim()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}

function wordsOf(nodes: LetterNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : (node.alt ?? '') + wordsOf(node.children))).join('')
}

function cellSpan({ colspan, start }: LetterElement): string {
  if (start !== undefined) return ` start="${start}"`
  return colspan === undefined ? '' : ` colspan="${colspan}"`
}
