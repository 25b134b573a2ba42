import { comesTwice, type HourRead, presetsAt, readHour } from '../../../src/work/index.ts'

/** A moment as the clocks of Paris show it in winter (+01:00) or in summer. */
const winter = (wall: string) => new Date(`${wall}:00+01:00`)
const summer = (wall: string) => new Date(`${wall}:00+02:00`)

const now = winter('2026-11-24T19:10')
const read = (date: string, hour: string, given: Partial<Parameters<typeof readHour>[1]> = {}): HourRead =>
  readHour({ date, hour }, { now, ...given })
const troublesOf = (answer: HourRead) => (answer.ok ? [] : answer.troubles)

describe('an hour that is typed', () => {
  it.each([
    '3/12/2026',
    '03/12/26',
    '3.12.2026',
    '3/12',
    '2026-12-03',
    '3 décembre 2026',
    'jeudi 3 déc.',
    'le 3 DECEMBRE',
  ])('is on the third of December as « %s »', (date) => {
    expect(read(date, '8:00')).toEqual({ ok: true, at: winter('2026-12-03T08:00') })
  })

  it.each(['8 h', '8h', '8', '8:00', '08:00', '8.00', '8 h 00', '8 heures', '8\u00a0h\u00a000', '8:00 am', '08:00:00'])(
    'is eight in the morning as « %s »',
    (hour) => {
      expect(read('3/12/2026', hour)).toEqual({ ok: true, at: winter('2026-12-03T08:00') })
    },
  )

  it('is in the afternoon where one writes so', () => {
    expect(read('3/12/2026', '8:30 p.m.')).toEqual({ ok: true, at: winter('2026-12-03T20:30') })
    expect(read('3/12/2026', '12 am')).toEqual({ ok: true, at: winter('2026-12-03T00:00') })
    expect(troublesOf(read('3/12/2026', '13 pm'))).toEqual([{ field: 'hour', why: 'unread' }])
  })

  it('is of the next year where its day is over in this one, and begins with the month for whoever writes so', () => {
    expect(read('3 mars', '8 h')).toEqual({ ok: true, at: winter('2027-03-03T08:00') })
    expect(read('3/12', '8 h', { monthFirst: true })).toEqual({ ok: true, at: winter('2027-03-12T08:00') })
  })

  it('of every field that cannot be read is complained of', () => {
    const troubles = ['date', 'hour'].map((field) => ({ field, why: 'unread' }))
    for (const [date, hour] of [
      ['', ''],
      ['31/2/2027', '24:00'],
      ['demain', '8 h 60'],
      ['3 jui', 'x'],
      ['1/1/1/1', '-1'],
    ]) {
      expect(troublesOf(read(date ?? '', hour ?? ''))).toEqual(troubles)
    }
  })

  it('is later than now, and within a year', () => {
    expect(troublesOf(read('24/11/2026', '19 h 10'))).toEqual([{ field: 'hour', why: 'past' }])
    expect(read('24/11/2026', '19 h 11').ok).toBe(true)
    expect(troublesOf(read('23/11/2026', '20 h'))).toEqual([{ field: 'date', why: 'past' }])
    expect(read('24/11/2027', '8 h').ok).toBe(true)
    expect(troublesOf(read('25/11/2027', '8 h'))).toEqual([{ field: 'date', why: 'far' }])
    expect(troublesOf(read('24/11/2036', '8 h'))).toEqual([{ field: 'date', why: 'far' }])
  })

  it('does not exist in the night of March that lacks it', () => {
    expect(troublesOf(read('28/3/2027', '2 h 30'))).toEqual([{ field: 'hour', why: 'missing' }])
    expect(read('28/3/2027', '3 h')).toEqual({ ok: true, at: summer('2027-03-28T03:00') })
  })

  it('is the first of the two in October', () => {
    const twice = read('31/10/2027', '2 h 30')
    expect(twice).toEqual({ ok: true, at: summer('2027-10-31T02:30') })
    expect(comesTwice(summer('2027-10-31T02:30'))).toBe(true)
    expect(comesTwice(winter('2027-10-31T03:00'))).toBe(false)
  })
})

describe('the hours proposed', () => {
  const named = (at: Date) => Object.fromEntries(presetsAt(at).map((preset) => [preset.name, preset.at]))

  it('are tomorrow, Monday and the return of zone A', () => {
    expect(named(now)).toEqual({
      tomorrow: winter('2026-11-25T08:00'),
      monday: winter('2026-11-30T08:00'),
      back: winter('2027-01-04T08:00'),
    })
  })

  it('are the return from the holidays that have begun', () => {
    expect(named(winter('2026-12-19T12:00'))['back']).toEqual(winter('2027-01-04T08:00'))
    expect(named(winter('2027-01-04T07:00'))['back']).toEqual(winter('2027-03-01T08:00'))
  })

  it('are at eight on both sides of a change of clocks', () => {
    expect(named(winter('2027-03-27T12:00'))['tomorrow']).toEqual(summer('2027-03-28T08:00'))
    expect(named(summer('2027-10-30T12:00'))['tomorrow']).toEqual(winter('2027-10-31T08:00'))
  })

  it('name one morning once', () => {
    expect(presetsAt(winter('2026-11-29T12:00')).map(({ name }) => name)).toEqual(['tomorrow', 'back'])
  })

  it('leave out a return that the calendar does not know yet', () => {
    expect(presetsAt(summer('2027-05-03T12:00')).map(({ name }) => name)).toEqual(['tomorrow', 'monday'])
  })
})
