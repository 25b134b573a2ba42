import type { CssNode, Declaration } from 'css-tree'

/** Everything else is dropped: `position`, `z-index`, `transform`, `content`, `filter`, `cursor`, `behavior`, `--x`… */
const properties = new Set(
  `background background-color background-image border border-bottom border-bottom-color border-bottom-left-radius
  border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color border-left
  border-left-color border-left-style border-left-width border-radius border-right border-right-color
  border-right-style border-right-width border-spacing border-style border-top border-top-color
  border-top-left-radius border-top-right-radius border-top-style border-top-width border-width box-sizing
  caption-side clear color direction display empty-cells float font font-family font-size font-style font-variant
  font-weight height letter-spacing line-height list-style list-style-position list-style-type margin margin-bottom
  margin-left margin-right margin-top max-height max-width min-height min-width overflow overflow-wrap padding
  padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration
  text-decoration-color text-decoration-line text-decoration-style text-indent text-overflow text-transform
  vertical-align visibility white-space width word-break word-spacing word-wrap`.split(/\s+/),
)

/** None of these can name an address or read a variable. */
const functions = new Set(['rgb', 'rgba', 'hsl', 'hsla', 'linear-gradient', 'radial-gradient'])

/** The largest number each unit may carry; a unit that is absent here is refused (`vw` and `vh` among them). */
const largest: Record<string, number> = {
  px: 3000,
  pt: 2250,
  em: 100,
  rem: 100,
  ex: 200,
  ch: 200,
  cm: 80,
  mm: 800,
  in: 32,
  pc: 190,
  deg: 360,
}

/** Words of the `background` shorthand that are no colour. */
const notColours =
  /^(?:none|repeat|no-repeat|repeat-[xy]|space|round|center|top|bottom|left|right|scroll|fixed|local|cover|contain|auto|border-box|padding-box|content-box)$/i

/**
 * The part of a declaration a letter may keep, as text, or undefined. What can fetch, escape its box, overlay its
 * neighbours or grow without bounds is refused; a background keeps its colour when its image goes, since white words
 * on a lost blue would not be read.
 */
export function safeDeclaration(declaration: Declaration, print: (node: CssNode) => string): string | undefined {
  const { value } = declaration
  const property = declaration.property.toLowerCase()
  if (!properties.has(property) || value.type !== 'Value') return undefined

  const parts = value.children.toArray()
  const important = declaration.important ? '!important' : ''
  if (parts.every(isSafe)) return written(property, print(value), important)

  const colour = property === 'background' ? parts.find(isColour) : undefined
  return colour && written('background-color', print(colour), important)
}

function written(property: string, value: string, important: string): string | undefined {
  // A backslash may spell any function in escapes, `<` may end the style element: neither is ever needed.
  if (value === '' || value.length > 1000 || /[\\<]/.test(value)) return undefined
  return `${property}:${value}${important}`
}

function isColour(node: CssNode): boolean {
  if (node.type === 'Identifier') return !notColours.test(node.name)
  return (node.type === 'Hash' || (node.type === 'Function' && /^(?:rgb|hsl)a?$/i.test(node.name))) && isSafe(node)
}

function isSafe(node: CssNode): boolean {
  switch (node.type) {
    case 'Identifier':
      return !node.name.startsWith('--')
    case 'Hash':
    case 'Operator':
      return true
    case 'String':
      return node.value.length < 200
    case 'Number':
      return within(node.value, 10_000)
    case 'Percentage':
      return within(node.value, 1000)
    case 'Dimension':
      return within(node.value, largest[node.unit.toLowerCase()] ?? -1)
    case 'Function':
      return functions.has(node.name.toLowerCase()) && node.children.toArray().every(isSafe)
    default:
      return false
  }
}

/** Negative lengths pull a letter's pixels out of their box. */
function within(value: string, limit: number): boolean {
  const number = Number(value)
  return number >= 0 && number <= limit
}
