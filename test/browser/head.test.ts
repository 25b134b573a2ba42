import { stage, type Stage } from './stage.ts'

let at: Stage

beforeAll(async () => {
  at = await stage({ width: 320, name: 'Marie-Antoinette Dupont-Lajoie de la Rochefoucauld' })
})

/** Pairs of the head's words and controls of which one stands over the other. */
const overlaps = () =>
  at.page.evaluate<string[]>(`{
    const shown = [...document.querySelectorAll('.head a, .head span, .head input')]
      .map((element) => ({ words: element.value || element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
    shown.flatMap(({ words, box }, index) =>
      shown
        .slice(index + 1)
        .filter((other) => box.left < other.box.right && other.box.left < box.right)
        .filter((other) => box.top < other.box.bottom && other.box.top < box.bottom)
        .map((other) => words + ' / ' + other.words),
    )
  }`)

describe('the head of a page, for somebody with a long name', () => {
  it.each(['/mail/INBOX', '/compose'])('has nothing over anything else at any width: %s', async (path) => {
    for (const width of [320, 360, 840, 1366]) {
      await at.page.setViewportSize({ width, height: 740 })
      await at.goto(path)
      expect([width, await overlaps()]).toEqual([width, []])
    }
  })

  it('leaves the search room for words in the largest letters', async () => {
    const { login } = at.user
    const { id } = await at.parts.accounts.accounts.findOrCreate({ login, name: '', addresses: [] }, login)
    await at.parts.preferences.change(id, { textSize: 'largest' })
    await at.page.setViewportSize({ width: 320, height: 740 })
    await at.goto('/mail/INBOX')

    expect((await at.page.locator('#q').boundingBox())?.width).toBeGreaterThan(250)
    expect(await overlaps()).toEqual([])
  })
})
