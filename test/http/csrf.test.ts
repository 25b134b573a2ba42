import fc from 'fast-check'
import { isCsrfToken, issueCsrfToken } from '../../src/http/csrf.ts'

const secret = 's'.repeat(32)

describe('the token of a page', () => {
  it('is good for its own session, as often as it is drawn', () => {
    const tokens = Array.from({ length: 20 }, () => issueCsrfToken('one', secret))
    expect(new Set(tokens).size).toBe(20)
    for (const token of tokens) {
      expect(isCsrfToken(token, 'one', secret)).toBe(true)
      expect(isCsrfToken(token, 'other', secret)).toBe(false)
      expect(isCsrfToken(token, 'one', 'x'.repeat(32))).toBe(false)
    }
  })

  it('is not made from anything else', () => {
    fc.assert(fc.property(fc.anything(), (value) => expect(isCsrfToken(value, 'one', secret)).toBe(false)))
    expect(isCsrfToken(Buffer.alloc(64).toString('base64url'), 'one', secret)).toBe(false)
  })
})
