import { isQuiet, nextWorkingHour, type QuietHours, readQuietHours } from '../../../src/work/index.ts'

const paris = (wall: string, offset = '+01:00') => new Date(`${wall}:00${offset}`)
const quietBy = (list: string) => readQuietHours(list) as QuietHours
const usual = quietBy('19:00-08:00,weekends,holidays')

describe('quiet hours', () => {
  it.each([
    ['Tuesday noon', '2026-11-24T12:00', false],
    ['Tuesday at 18 h 59', '2026-11-24T18:59', false],
    ['Tuesday at 19 h', '2026-11-24T19:00', true],
    ['the small hours', '2026-11-25T03:00', true],
    ['Wednesday at 8 h', '2026-11-25T08:00', false],
    ['Saturday noon', '2026-11-28T12:00', true],
    ['Christmas', '2026-12-25T12:00', true],
    ['Easter Monday', '2027-03-29T12:00', true],
    ['a working day of the school holidays', '2026-12-22T12:00', false],
  ])('know %s', (_when, wall, quiet) => {
    expect(isQuiet(usual, paris(wall))).toBe(quiet)
  })

  it('are the school holidays too where the académie wants it', () => {
    expect(isQuiet(quietBy('school-holidays'), paris('2026-12-22T12:00'))).toBe(true)
  })

  it.each([
    ['the evening of a working day', '2026-11-24T19:10', '2026-11-25T08:00'],
    ['Friday evening', '2026-11-27T22:00', '2026-11-30T08:00'],
    ['the eve of Christmas', '2026-12-24T20:00', '2026-12-28T08:00'],
    ['the night of the change of clocks', '2027-03-26T23:00', '2027-03-30T07:00'],
  ])('end at the next working hour after %s', (_when, from, to) => {
    expect(nextWorkingHour(usual, paris(from))).toEqual(paris(to))
  })

  it('end when a break in the day is over, and at midnight where only days are quiet', () => {
    expect(nextWorkingHour(quietBy('12:00-14:00'), paris('2026-11-24T12:30'))).toEqual(paris('2026-11-24T14:00'))
    expect(nextWorkingHour(quietBy('weekends'), paris('2026-11-28T12:30'))).toEqual(paris('2026-11-30T00:00'))
    expect(nextWorkingHour(usual, paris('2026-11-24T12:00'))).toEqual(paris('2026-11-24T12:00'))
  })

  it('end in the nights in which clocks change, be the hour missing or there twice', () => {
    const nights = quietBy('22:00-02:30')
    expect(nextWorkingHour(nights, paris('2027-03-28T01:00'))).toEqual(paris('2027-03-28T03:30', '+02:00'))
    expect(nextWorkingHour(nights, paris('2026-10-25T02:10'))).toEqual(paris('2026-10-25T02:30'))
  })

  it('are never, where nothing is said', () => {
    expect(isQuiet(quietBy(''), paris('2026-12-25T23:00'))).toBe(false)
  })

  it.each(['19h-8h', '19:00', '24:00-08:00', '19:00-19:00', 'sundays', 'toString'])('refuse « %s »', (list) => {
    expect(readQuietHours(list)).toBeUndefined()
  })
})
