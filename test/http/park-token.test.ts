import fc from 'fast-check'
import { issueDraftToken, readDraftToken } from '../../src/http/park-token.ts'

const secret = 's'.repeat(32)
const now = Date.parse('2026-11-24T18:00:00Z')
const parked = { account: 'account of Marie', draft: 'D7K2' }

describe('the token of a draft', () => {
  it('names the draft and the account it was made for, for twelve hours', () => {
    const token = issueDraftToken(parked, { secret, now })
    const at = (later: number) => readDraftToken(token, { secret, now: now + later })
    expect(at(0)).toEqual({ ...parked, expired: false })
    expect(at(12 * 3_600_000 - 1)).toEqual({ ...parked, expired: false })
    expect(at(12 * 3_600_000)).toEqual({ ...parked, expired: true })
  })

  it('is worth nothing with a sign changed, under another secret, or put together from two', () => {
    const token = issueDraftToken(parked, { secret, now })
    const other = issueDraftToken({ ...parked, account: 'account of Karim' }, { secret, now })
    for (let at = 0; at < token.length - 1; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect(readDraftToken(changed, { secret, now })).toBeUndefined()
    }
    expect(readDraftToken(token, { secret: 'x'.repeat(32), now })).toBeUndefined()
    expect(readDraftToken(`${other.split('.')[0] ?? ''}.${token.split('.')[1] ?? ''}`, { secret, now })).toBeUndefined()
  })

  it('is never read out of what is not one', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(readDraftToken(text, { secret, now })).toBeUndefined()))
  })
})
