import fc from 'fast-check'
import { excerptOf, markWords, wordsIn } from '../../../src/features/search/marks.ts'

const marked = (text: string, ...words: string[]) =>
  markWords(text, words)
    .map(({ text: piece, found }) => (found ? `[${piece}]` : piece))
    .join('')

const characters = fc.constantFrom(..."a b é É e\u0301 ﬁ ß İ 👩‍🏫 \ud800 ’ ' - \u202e".split(' '), ' ')
const text = fc.array(characters, { maxLength: 40 }).map((all) => all.join(''))

describe('marking what was looked for', () => {
  it('sees no difference between capitals, accents and apostrophes', () => {
    expect(marked('L’Élève, les élèves', "l'eleve")).toBe('[L’Élève], les élèves')
    expect(marked('aaa', 'aa')).toBe('[aa]a')
    expect(marked('bus et car', 'bus', 'us e', 'car')).toBe('[bus e]t [car]')
  })

  it('never marks what was asked not to be there', () => {
    const bus = { is: 'words', field: 'anywhere', words: 'Bus' } as const
    expect(wordsIn([bus, { is: 'not', term: { ...bus, words: 'car' } }])).toEqual(['bus'])
  })

  it('loses no character of any text, whatever is marked', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (line, looked) => {
        const words = wordsIn(looked.map((words) => ({ is: 'words', field: 'anywhere', words })))
        const pieces = markWords(line, words)
        expect(pieces.map((piece) => piece.text).join('')).toBe(line)
        expect(pieces.every(({ found }, index) => index === 0 || found !== pieces[index - 1]?.found)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the place of a text where a word stands', () => {
  it('begins with a word, and goes on a little', () => {
    const excerpt = excerptOf(`${'avant '.repeat(50)}\n\nle car ${'après '.repeat(100)}`, ['car']) ?? ''
    expect(excerpt).toMatch(/^… (avant )+le car (après )+/)
    expect(excerpt.length).toBeLessThan(250)
  })

  it('is the beginning when the word stands there, and nothing when it stands nowhere', () => {
    expect(excerptOf('Le car est là.', ['car'])).toBe('Le car est là.')
    expect(excerptOf('Le bus est là.', ['car'])).toBeUndefined()
  })
})
