import { localeFor, locales, usualHabits } from '../../src/i18n/index.ts'

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

describe('the habits of a reader', () => {
  const afternoon = new Date('2026-11-16T13:05:00Z')
  const later = new Date('2027-01-20T09:00:00Z')

  it('put the parts of a date written in digits in their order', () => {
    const written = (dateOrder: 'day-first' | 'month-first' | 'year-first') =>
      (['fr', 'en'] as const).map((language) =>
        localeFor(language, { ...usualHabits, dateOrder }).shortDate(afternoon, later),
      )

    expect(written('day-first')).toEqual(['16/11/2026', '16/11/2026'])
    expect(written('month-first')).toEqual(['11/16/2026', '11/16/2026'])
    expect(written('year-first')).toEqual(['2026-11-16', '2026-11-16'])
  })

  it('leave dates in words to the language', () => {
    const monthFirst = { ...usualHabits, dateOrder: 'month-first' as const }

    expect(localeFor('fr', monthFirst).day(afternoon)).toBe('16 novembre 2026')
    expect(localeFor('en', monthFirst).day(afternoon)).toBe('November 16, 2026')
    expect(localeFor('en').day(afternoon)).toBe('16 November 2026')
  })

  it('count hours twice to twelve where they like it so, in lists and in sentences', () => {
    const halfDays = { ...usualHabits, hours: '12' as const }

    for (const language of ['fr', 'en'] as const) {
      const { shortDate, time, longDate } = localeFor(language, halfDays)
      expect(shortDate(afternoon, afternoon)).toBe('2:05\u00a0PM')
      expect(time(afternoon)).toBe('2:05\u00a0PM')
      expect(longDate(afternoon)).toMatch(/, 2:05\u00a0PM$/)
      expect(time(new Date('2026-11-15T23:05:00Z'))).toBe('12:05\u00a0AM')
    }
    expect(locales.fr.time(afternoon)).toBe('14\u00a0h\u00a005')
    expect(locales.en.time(afternoon)).toBe('14:05')
  })

  it('hang their clock where they are', () => {
    const reunion = localeFor('fr', { ...usualHabits, timeZone: 'Indian/Reunion' })

    expect(reunion.time(afternoon)).toBe('17\u00a0h\u00a005')
    expect(reunion.shortDate(new Date('2026-11-15T21:30:00Z'), afternoon)).toBe('01:30')
    expect(locales.fr.shortDate(new Date('2026-11-15T21:30:00Z'), afternoon)).toBe('hier')
  })
})
