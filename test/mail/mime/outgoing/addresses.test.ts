import fc from 'fast-check'
import { domainOf, formatAddress, mailboxKey } from '../../../../src/mail/mime/address-parts.ts'
import { parseAddresses } from '../../../../src/mail/mime/addresses.ts'
import { plainName } from '../../../../src/mail/mime/plain-name.ts'

/** « Name|address » is quicker to compare than objects. */
const read = (text: string) => parseAddresses(text).addresses.map(({ name, address }) => `${name}|${address}`)
const wrong = (text: string) => parseAddresses(text).wrong

const typed: [string, string, string[]][] = [
  ['alone', 'marie@ac-lyon.fr', ['|marie@ac-lyon.fr']],
  ['with a name', 'Marie Dupont <marie@ac-lyon.fr>', ['Marie Dupont|marie@ac-lyon.fr']],
  ['with a quoted name', '"Dupont, Marie" <marie@ac-lyon.fr>', ['Dupont, Marie|marie@ac-lyon.fr']],
  ['with quotes in the quoted name', String.raw`"M. \"Jo\" \\ X" <a@b.fr>`, [String.raw`M. "Jo" \ X|a@b.fr`]],
  [
    'with a comma in a name without quotes',
    'Dupont, Marie <a@b.fr>, Ben Ali, Karim <k@b.fr>',
    ['Dupont, Marie|a@b.fr', 'Ben Ali, Karim|k@b.fr'],
  ],
  ['after an address and with such a comma', 'x@b.fr, Dupont, Marie <a@b.fr>', ['|x@b.fr', 'Dupont, Marie|a@b.fr']],
  ['with a parenthesis in the name', 'Marie Dupont (SVT, 4e) <a@b.fr>', ['Marie Dupont (SVT, 4e)|a@b.fr']],
  ['followed by a comment', 'a@b.fr (Marie)', ['Marie|a@b.fr']],
  ['in parentheses', 'Marie (a@b.fr), Paul (p@b.fr)', ['Marie|a@b.fr', 'Paul|p@b.fr']],
  ['without the last bracket', 'Marie <a@b.fr', ['Marie|a@b.fr']],
  ['without separators', 'Marie <a@b.fr> Paul <p@b.fr>', ['Marie|a@b.fr', 'Paul|p@b.fr']],
  [
    'with every separator',
    'a@b.fr;c@b.fr,d@b.fr\r\ne@b.fr\n;,f@b.fr g@b.fr',
    ['|a@b.fr', '|c@b.fr', '|d@b.fr', '|e@b.fr', '|f@b.fr', '|g@b.fr'],
  ],
  ['as a group', '4e B: a@b.fr, Paul <p@b.fr>; c@b.fr', ['|a@b.fr', 'Paul|p@b.fr', '|c@b.fr']],
  ['as a group of nobody', 'Undisclosed recipients:;', []],
  ['behind the name of a field', 'À : Marie <a@b.fr>\nCc : c@b.fr', ['Marie|a@b.fr', '|c@b.fr']],
  [
    'as links',
    'mailto:a@b.fr?subject=x, <mailto:c%2Bd@b.fr>, e@b.fr <mailto:e@b.fr>',
    ['|a@b.fr', '|c+d@b.fr', '|e@b.fr'],
  ],
  ['from Outlook', "'Dupont Marie' <a@b.fr>; 'c@b.fr'", ['Dupont Marie|a@b.fr', '|c@b.fr']],
  [
    'from the columns of a table',
    'DUPONT\tMarie\ta@b.fr\t0601020304\nPaul\tp@b.fr',
    ['DUPONT Marie|a@b.fr', 'Paul|p@b.fr'],
  ],
  ['in quotation marks', '«\u00a0marie@b.fr\u00a0».', ['|marie@b.fr']],
  ['with invisible spaces', '\ufeff\u200bmarie@b.fr\u00a0;\u202fpaul@b.fr', ['|marie@b.fr', '|paul@b.fr']],
  ['in another alphabet', 'Élève <élève@École.FR>, zoé@xn--cole-9oa.fr', ['Élève|élève@école.fr', '|zoé@école.fr']],
  ['with a quoted part', '"marie dupont"@b.fr, X <"a,b"@b.fr>', ['|"marie dupont"@b.fr', 'X|"a,b"@b.fr']],
  ['twice', 'a@b.fr, A@B.fr, Marie <a@b.fr>', ['Marie|a@b.fr']],
  ['by its own name', 'a@b.fr <a@b.fr>', ['|a@b.fr']],
]

describe('addresses as people type them', () => {
  it.each(typed)('are read %s', (_how, text, addresses) => {
    expect(read(text)).toEqual(addresses)
    expect(wrong(text)).toEqual([])
  })

  it.each([
    ['kbenali', ['kbenali']],
    ['kbenali, Marie <a@b.fr>', ['kbenali']],
    ['Dupont, a@b.fr', ['Dupont']],
    ['jean dupont@b.fr', ['jean dupont@b.fr']],
    ['a@b', ['a@b']],
    ['a@@b.fr', ['a@@b.fr']],
    ['.a@b.fr, a..b@b.fr', ['.a@b.fr', 'a..b@b.fr']],
    ['@b.fr, a@', ['@b.fr', 'a@']],
    ['a@-b.fr, a@b..fr, a@1.2, a@[127.0.0.1]', ['a@-b.fr', 'a@b..fr', 'a@1.2', 'a@[127.0.0.1]']],
    ['a@b.fr/x, a@b%41.fr', ['a@b.fr/x', 'a@b%41.fr']],
    [`${'x'.repeat(65)}@b.fr`, [`${'x'.repeat(65)}@b.fr`]],
    [`a@${'x'.repeat(64)}.fr`, [`a@${'x'.repeat(64)}.fr`]],
    ['Marie <>', ['Marie <>']],
  ])('are given back when they are none: %s', (text, left) => {
    expect(wrong(text)).toEqual(left)
  })

  it('never carry anything that could end a header or turn the reading direction', () => {
    const hostile = fc.constantFrom(
      '\r',
      '\n',
      '\0',
      '\u2028',
      '\u202e',
      '\u0085',
      '\u200f',
      ' ',
      '"',
      '<',
      '@',
      ':',
      'a',
      'é',
    )
    const text = fc.array(fc.oneof(hostile, fc.constantFrom('a@b.fr', ', ', 'Marie <', '>')), { maxLength: 30 })
    fc.assert(
      fc.property(text, (pieces) => {
        const { addresses, wrong: left } = parseAddresses(pieces.join(''))
        const all = [...addresses.flatMap(({ name, address }) => [name, address]), ...left].join('')
        expect(all).not.toMatch(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })

  it.each(['"', '(', '<', '"\\', 'a@b.fr,', 'Dupont, ', '">', 'é:'])(
    'are read in a moment when a million characters are %j',
    (piece) => {
      const started = performance.now()
      parseAddresses(piece.repeat(1e6 / piece.length))
      expect(performance.now() - started).toBeLessThan(10_000)
    },
  )
})

describe('addresses as they are written', () => {
  const local = fc.stringMatching(/^[a-z0-9+_-]{1,20}(\.[a-zé]{1,8})?$/)
  const domain = fc.constantFrom('b.fr', 'école.fr', 'ac-lyon.example', 'παράδειγμα.gr')
  const anyName = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('"\\(),:;<>@[].\' aÉ')) }),
  )

  it('are read as the same again', () => {
    fc.assert(
      fc.property(anyName, local, domain, (name, before, after) => {
        const address = `${before}@${after}`
        fc.pre(plainName(name).toLowerCase() !== address)
        const { addresses, wrong: left } = parseAddresses(formatAddress({ name, address }))
        expect(addresses).toEqual([{ name: plainName(name), address }])
        expect(left).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('are read as the same again when several stand in one field', () => {
    const several = [
      { name: 'Dupont, Marie', address: 'a@b.fr' },
      { name: '', address: '"c d"@b.fr' },
      { name: 'Conseil: 4e B', address: 'e@b.fr' },
    ]
    expect(parseAddresses(several.map(formatAddress).join(', ')).addresses).toEqual(several)
  })
})

describe('more addresses than anybody writes to', () => {
  it('are not read at all', () => {
    const { addresses, wrong } = parseAddresses('marie@b.fr, '.repeat(6_000))
    expect(addresses).toEqual([])
    expect(wrong).toEqual([expect.stringMatching(/^marie@b\.fr, .{40,50}…$/)])
  })
})

describe('two addresses', () => {
  it('are the same whatever their letters are, and however their domain is spelt', () => {
    expect(mailboxKey('Marie@École.fr')).toBe(mailboxKey('marie@xn--cole-9oa.fr'))
    expect(mailboxKey('marie@b.fr')).not.toBe(mailboxKey('marie@c.fr'))
    expect(mailboxKey('b.fr')).not.toBe(mailboxKey('c.fr'))
  })

  it('have a domain, or none', () => {
    expect(['a@B.fr', '"x@y"@b.fr', 'nobody', ''].map(domainOf)).toEqual(['b.fr', 'b.fr', '', ''])
  })
})
