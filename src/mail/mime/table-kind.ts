import { elementsOf, type HtmlElement } from './html-tree.ts'

/** Most that a cell of figures or names holds, in characters. */
const shortCell = 160

/** Does a table hold data, to be read as rows and columns, or does it only place things on the page? */
export function holdsData(table: HtmlElement): boolean {
  if (table.attributes['role']) return false
  const inside = elementsOf(table)
  if (inside.some(({ name }) => name === 'table')) return false
  if (inside.some(({ name }) => name === 'th' || name === 'caption' || name === 'thead')) return true

  const rows = rowsOf(table)
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (rows.length < 2 || columns < 2) return false
  return hasBorders(table, rows.flat()) || (looksTabular(rows, columns) && !inside.some(({ name }) => name === 'img'))
}

/** The cells of each row, whatever sections hold the rows. */
export function rowsOf(table: HtmlElement): HtmlElement[][] {
  const rows = elementsOf(table, ({ name }) => name !== 'tr' && name !== 'table').filter(({ name }) => name === 'tr')
  return rows.map(({ children }) => children.filter((child) => typeof child !== 'string'))
}

/** Without a border to tell: short cells, most of them filled, as many in each row or one across. */
function looksTabular(rows: HtmlElement[][], columns: number): boolean {
  const words = rows.flat().map((cell) => cell.words.trim())
  const filled = words.filter((text) => text !== '')
  return (
    rows.every((row) => row.length === columns || row.length === 1) &&
    filled.every((text) => text.length <= shortCell) &&
    filled.length * 3 >= words.length * 2
  )
}

function hasBorders(table: HtmlElement, cells: HtmlElement[]): boolean {
  if (Number(table.attributes['border'] ?? 0) > 0) return true
  const bordered = cells.filter(({ attributes }) =>
    /\bborder[a-z-]*:[^;]*(?:solid|double)/.test(attributes['style'] ?? ''),
  )
  return bordered.length * 2 > cells.length
}
