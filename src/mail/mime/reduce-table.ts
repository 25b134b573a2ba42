import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { holdsData, rowsOf } from './table-kind.ts'
import type { LetterElement, LetterNode } from './types.ts'

type Reduce = (nodes: HtmlNode[]) => LetterNode[]

/** A table of data stays one; a table that only places things becomes its cells, one after the other. */
export function reduceTable(table: HtmlElement, reduce: Reduce): LetterNode[] {
  if (!holdsData(table))
    return outside(table)
      .concat(rowsOf(table).flat())
      .flatMap((cell) => asBlock(reduce([cell])))

  const caption = table.children.find((child) => typeof child !== 'string' && child.name === 'caption')
  const rows = rowsOf(table).map((cells): LetterElement => ({
    tag: 'tr',
    children: cells.map((cell) => cellOf(cell, reduce)),
  }))
  const children = caption && typeof caption !== 'string' ? [captionOf(caption, reduce), bodyOf(rows)] : [bodyOf(rows)]
  return [...outside(table).flatMap((stray) => asBlock(reduce([stray]))), { tag: 'table', children }]
}

/** Content put in a table but in no cell: browsers show it above. */
function outside(table: HtmlElement): HtmlElement[] {
  return table.children.filter(
    (child) => typeof child !== 'string' && !/^(?:caption|colgroup|col|thead|tbody|tfoot|tr)$/.test(child.name),
  ) as HtmlElement[]
}

function asBlock(content: LetterNode[]): LetterNode[] {
  return content.length === 0 ? [] : [{ tag: 'div', children: content }]
}

function captionOf(caption: HtmlElement, reduce: Reduce): LetterElement {
  return { tag: 'caption', children: reduce(caption.children) }
}

function bodyOf(rows: LetterElement[]): LetterElement {
  return { tag: 'tbody', children: rows }
}

function cellOf({ name, attributes, children }: HtmlElement, reduce: Reduce): LetterElement {
  const cell: LetterElement = { tag: name === 'th' ? 'th' : 'td', children: reduce(children) }
  const { colspan = '1', rowspan = '1' } = attributes
  if (colspan !== '1') cell.colspan = Number(colspan)
  if (rowspan !== '1') cell.rowspan = Number(rowspan)
  return cell
}
