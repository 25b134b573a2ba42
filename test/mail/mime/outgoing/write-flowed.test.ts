import fc from 'fast-check'
import { joinFlowed, splitLines } from '../../../../src/mail/mime/flowed.ts'
import { writeFlowed } from '../../../../src/mail/mime/write-flowed.ts'

const lines = (text: string) => writeFlowed(text).split('\r\n')

describe('a text that flows', () => {
  it('is cut after spaces, and joined again by whoever reads it', () => {
    const paragraph = 'Bonjour à toutes et à tous, '.repeat(12).trim()
    const written = lines(paragraph)
    expect(written.every((line) => line.length <= 76)).toBe(true)
    expect(written.slice(0, -1).every((line) => line.endsWith(' '))).toBe(true)
    expect(written.join('')).toBe(paragraph)
  })

  it('keeps the lines the writer ended, whatever ends them', () => {
    expect(lines('Un  \r\nDeux\rTrois\n\nQuatre')).toEqual(['Un', 'Deux', 'Trois', '', 'Quatre'])
  })

  it('keeps the depth of quotes, also where they are cut', () => {
    const quoted = `> > ${'mot '.repeat(30).trim()}\n> fin\n>\nRéponse`
    const written = lines(quoted)
    expect(written.slice(0, -3).every((line) => line.startsWith('>> mot '))).toBe(true)
    expect(written.slice(-3)).toEqual(['> fin', '>', 'Réponse'])
  })

  it('keeps the line of the signature', () => {
    expect(lines('Merci\n-- \nMarie\n--  \nx')).toEqual(['Merci', '-- ', 'Marie', '--', 'x'])
  })

  it('never makes a signature, a quote or an envelope of words', () => {
    const long = 'x'.repeat(72)
    expect(lines(`${long} -- ${long}`)).toEqual([`${long} `, `-- ${long}`])
    expect(lines(`${long} >> x`)).toEqual([`${long} `, ' >> x'])
    expect(lines('From ici\n  marge')).toEqual([' From ici', '   marge'])
  })

  it('holds no NUL, no control character and no half of one', () => {
    expect(writeFlowed('a\0b\u0007c\u001bd\te\ud800f')).toBe('abcd\te\ufffdf')
  })

  it('says the same to whoever reads it', () => {
    const word = fc.oneof(fc.constantFrom('>', '> ', '-- ', '--', ' ', '\n', '\t', 'From ', 'é', '\r'), fc.string())
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), (words) => {
        const text = words.join('').replace(/[^\P{Cc}\t\n]/gu, '')
        const kept = splitLines(text).map(({ depth, text: line }) => ({
          depth,
          text: line === '-- ' ? line : line.replace(/ +$/, ''),
        }))
        expect(joinFlowed(writeFlowed(text).replaceAll('\r\n', '\n'), false)).toEqual(kept)
      }),
      { numRuns: 1000 },
    )
  })
})
