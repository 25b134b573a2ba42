import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { locales } from '../../src/i18n/index.ts'
import { messages } from '../../src/i18n/messages.ts'

const root = path.join(import.meta.dirname, '../..')
const localesFolder = path.join(root, 'src/i18n/locales')
const sources = ['src', 'views'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|ejs)$/.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
)

/** Names of the values a message takes, plurals' branches included. */
function argumentsOf(message: string, language: string): string[] {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    // A literal (0) and the `#` of a plural (7) name nothing; a plural's branches stand under `options`.
    if ('type' in node && 'value' in node && node.type !== 0) names.add(String(node.value))
    Object.values(node).forEach(walk)
  }
  walk(new IntlMessageFormat(message, language).getAst())
  return [...names].sort()
}

describe('translations', () => {
  it('say in English all that they say in French', () => {
    expect(Object.keys(messages.en).sort()).toEqual(Object.keys(messages.fr).sort())
  })

  it.each(['fr', 'en'] as const)('are all written, and can be read, in %s', (language) => {
    for (const [key, message] of Object.entries(messages[language])) {
      expect([key, message.trim()]).not.toEqual([key, ''])
      expect(() => new IntlMessageFormat(message, language)).not.toThrow()
    }
  })

  it('take the same values in both languages', () => {
    for (const key of Object.keys(messages.fr) as (keyof typeof messages.fr)[]) {
      expect([key, argumentsOf(messages.en[key], 'en')]).toEqual([key, argumentsOf(messages.fr[key], 'fr')])
    }
  })

  it.each(readdirSync(path.join(localesFolder, 'fr')))('%s holds keys of its own word only', (file) => {
    const word = path.parse(file).name
    const keys = Object.keys(JSON.parse(readFileSync(path.join(localesFolder, 'fr', file), 'utf8')) as object)
    expect(keys.filter((key) => !key.startsWith(`${word}.`))).toEqual([])
  })

  it('put a no-break space before double punctuation and inside quotation marks', () => {
    const wrong = Object.entries(messages.fr).filter(([, message]) =>
      /(^|[^\u00a0])[;!?»]|[^\u00a0\d/]:(?!\/\/)|«(?!\u00a0)/.test(message),
    )
    expect(wrong).toEqual([])
  })

  it('are all used', () => {
    const code = sources.join('\n')
    // A key is written whole, or made from its first words and a variable: `said.${kind}`.
    const made = (key: string) =>
      key.split('.').some((_part, index, parts) => index > 0 && code.includes(`\`${parts.slice(0, index).join('.')}.$`))
    const unused = Object.keys(messages.fr).filter((key) => !code.includes(`'${key}'`) && !made(key))
    expect(unused).toEqual([])
  })
})

describe('numbers, sizes and dates', () => {
  const { fr, en } = locales

  it('are written as each language writes them', () => {
    expect(fr.number(1243)).toBe('1\u00a0243')
    expect(en.number(1243)).toBe('1,243')
    expect([
      fr.size(0),
      fr.size(1),
      fr.size(900),
      fr.size(212 * 1024),
      fr.size(1.5 * 1024 ** 2),
      fr.size(3 * 1024 ** 3),
    ]).toEqual(['0\u00a0octet', '1\u00a0octet', '900\u00a0octets', '212\u00a0Ko', '1,5\u00a0Mo', '3\u00a0Go'])
  })

  it('get shorter the nearer they are, by the calendar of Paris', () => {
    const now = new Date('2026-11-24T23:30:00+01:00')
    expect(fr.shortDate(new Date('2026-11-24T00:05:00+01:00'), now)).toBe('00:05')
    expect(fr.shortDate(new Date('2026-11-23T23:59:00+01:00'), now)).toBe('hier')
    expect(fr.shortDate(new Date('2026-11-20T10:00:00+01:00'), now)).toBe('ven. 20')
    expect(fr.shortDate(new Date('2026-03-02T10:00:00+01:00'), now)).toBe('2 mars')
    expect(fr.shortDate(new Date('2025-11-24T10:00:00+01:00'), now)).toBe('24/11/2025')
    expect(fr.longDate(new Date('2026-11-24T09:42:00+01:00'))).toBe('mardi 24 novembre 2026, 9\u00a0h\u00a042')
  })
})
