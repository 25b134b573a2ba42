import { isQuote } from './html-quotes.ts'
import { elementsOf, type HtmlElement } from './html-tree.ts'

/** Signs it takes to show a letter as it was drawn. */
const enough = 2

const plainColours = /^(?:#f{3}|#f{6}|white|transparent|inherit|initial|none|rgb\(255,255,255\)|windowtext|#fefefe)$/i

/**
 * Was this letter drawn (a newsletter), or only written? Each sign alone is found in ordinary letters: a signature's
 * table, a word processor's style sheet. Quoted messages do not count: an answer to a newsletter is a letter.
 */
export function looksDesigned(root: HtmlElement, sheet: string): boolean {
  const elements = elementsOf(root, (element) => !isQuote(element)).filter((element) => !isQuote(element))
  const tables = elements.filter(({ name }) => name === 'table')
  const signs = [
    depthOfTables(root) >= 3,
    tables.length >= 6,
    tables.some(({ attributes }) => isPageWide(attributes['width'] ?? '') || isPageWide(widthIn(attributes['style']))),
    elements.some((element) => isPainted(element)),
    sheet.includes('@media'),
    tables.filter(({ attributes }) => attributes['role'] !== undefined).length >= 3,
    elements.filter(({ name, attributes }) => name !== 'span' && (attributes['style']?.length ?? 0) > 60).length >= 30,
  ]
  return signs.filter(Boolean).length >= enough
}

function depthOfTables(element: HtmlElement): number {
  const below = element.children.reduce(
    (deepest, child) =>
      typeof child === 'string' || isQuote(child) ? deepest : Math.max(deepest, depthOfTables(child)),
    0,
  )
  return element.name === 'table' ? below + 1 : below
}

/** 480 to 800 pixels: a column laid out for a screen. */
function isPageWide(width: string): boolean {
  const pixels = Number(/^(\d+)(?:px)?$/.exec(width)?.[1] ?? 0)
  return pixels >= 480 && pixels <= 800
}

function widthIn(style = ''): string {
  return /(?:^|;)(?:max-)?width:(\d+px)/.exec(style)?.[1] ?? ''
}

/** A coloured ground under blocks; a coloured word or cell of figures is no design. */
function isPainted({ name, attributes }: HtmlElement): boolean {
  if (name !== 'table' && name !== 'div' && name !== 'section') return false
  const inStyle = /(?:^|;)background(?:-color)?:([^;!]+)/.exec(attributes['style'] ?? '')?.[1]
  const colour = inStyle ?? attributes['bgcolor'] ?? 'none'
  return !plainColours.test(colour.trim())
}
