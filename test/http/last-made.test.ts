import { rememberLast } from '../../src/http/last-made.ts'

describe('what was last made of an object', () => {
  const list = { rows: 3 }

  it('is given again for the same object with the same things beside it', () => {
    const remembered = rememberLast<typeof list, object>()
    const first = remembered(list, ['fr', 25], () => ({}))

    expect(remembered(list, ['fr', 25], () => ({}))).toBe(first)
  })

  it.each([
    ['another object', { rows: 3 }, ['fr', 25]],
    ['another word beside it', list, ['en', 25]],
    ['fewer things beside it', list, ['fr']],
  ])('is made anew for %s', (_what, of, others) => {
    const remembered = rememberLast<typeof list, object>()
    const first = remembered(list, ['fr', 25], () => ({}))

    expect(remembered(of, others, () => ({}))).not.toBe(first)
  })

  it('is made anew after it could not be made', async () => {
    const remembered = rememberLast<typeof list, Promise<string>>()
    await expect(remembered(list, [], () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')

    expect(await remembered(list, [], () => Promise.resolve('drawn'))).toBe('drawn')
  })

  it('is only the last: what was made before it is made again', () => {
    const remembered = rememberLast<typeof list, object>()
    const french = remembered(list, ['fr'], () => ({}))
    remembered(list, ['en'], () => ({}))

    expect(remembered(list, ['fr'], () => ({}))).not.toBe(french)
  })
})
