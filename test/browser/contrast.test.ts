import { readFileSync } from 'node:fs'
import path from 'node:path'

const sheet = readFileSync(path.join(import.meta.dirname, '../../public/style.css'), 'utf8')

const tokensOf = (block = ''): Record<string, string> =>
  Object.fromEntries<string>(
    [...block.matchAll(/--([\w-]+):\s*(#[\da-f]{3,6});/gi)].map(([, name = '', colour = '']) => [name, colour]),
  )

/** The tokens that a rule sets, by its selector. */
function tokensAt(selector: string): Record<string, string> {
  const start = sheet.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`The sheet has no rule for ${selector}`)
  return tokensOf(sheet.slice(start, sheet.indexOf('}', start)))
}

const light = tokensAt(':root')
const themes = {
  light,
  'system’s dark': { ...light, ...tokensAt(':root:not(.light):not(.contrast)') },
  dark: { ...light, ...tokensAt('.dark') },
  'high contrast': { ...light, ...tokensAt('.contrast') },
}

/** Relative luminance (WCAG 2.2) of `#rgb` or `#rrggbb`. */
function luminance(colour: string): number {
  const digits = colour.slice(1)
  const pairs = digits.length === 3 ? digits.replaceAll(/./g, '$&$&').match(/../g) : digits.match(/../g)
  const [red = 0, green = 0, blue = 0] = (pairs ?? []).map((pair) => {
    const value = parseInt(pair, 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const grounds = ['paper', 'sheet']
const pale = ['blush', 'good-bg', 'bad-bg', 'note-bg']

/** Which token stands on which grounds, and how far it must stand out: 4.5 for text, 3 for edges and the focus ring. */
const pairs: [string, string[], number][] = [
  ['ink', [...grounds, ...pale, 'line'], 4.5],
  ['soft', [...grounds, 'note-bg'], 4.5],
  ['brick', [...grounds, ...pale], 4.5],
  ['brick-deep', [...grounds, 'blush'], 4.5],
  ['on-brick', ['brick', 'brick-deep'], 4.5],
  ['good', grounds, 4.5],
  ['bad', [...grounds, 'bad-bg'], 4.5],
  ['edge', grounds, 3],
  ['note', ['note-bg'], 3],
  ['good', ['good-bg'], 3],
  ['sky', [...grounds, ...pale], 3],
]

it('knows the formula', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777', '#fff')).toBeCloseTo(4.48, 2)
})

it('has one dark theme, whether the system or the reader asks for it', () => {
  expect(themes.dark['paper']).not.toBe(themes.light['paper'])
  expect(themes.dark).toEqual(themes['system’s dark'])
})

/** « Contraste élevé » keeps WCAG’s enhanced contrast (1.4.6), and lines that anybody sees. */
const enough = (theme: string, least: number): number => (theme !== 'high contrast' ? least : least > 3 ? 7 : 4.5)

describe.each(Object.entries(themes))('the %s theme', (theme, tokens) => {
  it.each(pairs)('lets %s stand out from %j by %d', (front, backs, least) => {
    const weak = backs.filter((back) => !(contrast(tokens[front] ?? '', tokens[back] ?? '') >= enough(theme, least)))
    expect(weak).toEqual([])
  })

  it('names every colour of the sheet but the white paper of letters and of the printer', () => {
    const loose = sheet.replaceAll(/(?::root\S*|\.dark|\.contrast) \{.*?\}/gs, '').match(/#[\da-f]{3,6}\b/gi)
    expect(new Set(loose)).toEqual(new Set(['#fff', '#000']))
  })
})
