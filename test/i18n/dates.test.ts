import { locales } from '../../src/i18n/index.ts'

const first = new Date('2026-11-01T08:42:00Z')
const now = new Date('2026-11-24T09:00:00Z')

describe('the first of a month', () => {
  it('is « 1ᵉʳ » in French', () => {
    const { day, longDate, shortDate } = locales.fr

    expect(day(first)).toBe('1ᵉʳ novembre 2026')
    expect(longDate(first)).toBe('dimanche 1ᵉʳ novembre 2026, 9\u00a0h\u00a042')
    expect(shortDate(first, now)).toBe('1ᵉʳ nov.')
    expect(shortDate(first, new Date('2026-11-04T09:00:00Z'))).toBe('dim. 1ᵉʳ')
  })

  it('is the only one written so, and only in French', () => {
    const { day, shortDate } = locales.fr

    expect([11, 21, 31].map((date) => day(new Date(Date.UTC(2026, 9, date, 12))))).toEqual([
      '11 octobre 2026',
      '21 octobre 2026',
      '31 octobre 2026',
    ])
    expect(shortDate(first, new Date('2027-11-24T09:00:00Z'))).toBe('01/11/2026')
    expect(locales.en.day(first)).toBe('1 November 2026')
  })
})
