import { lab } from '../support/lab.ts'
import { stage } from './stage.ts'

describe('a list on a phone', () => {
  it('begins high on the screen, what sorts and goes beyond the page behind « Plus »', async () => {
    const at = await stage({ width: 360 })
    const { page, user } = at
    for (const subject of ['un', 'deux']) await lab().deliver(user.login, { from: 'a@b.example', subject, text: 'x' })
    await at.goto('/mail/INBOX')
    const sorting = page.getByText('Trier par')

    expect((await page.locator('.mail li').first().boundingBox())?.y).toBeLessThan(300)
    expect(await sorting.isVisible()).toBe(false)
    await page.getByRole('link', { name: /^Plus/ }).click()
    expect(await sorting.isVisible()).toBe(true)
    await page.getByRole('link', { name: 'objet' }).click()
    await page.waitForURL(/sort=subject-up/)
    expect(await page.getByText('objet, de A à Z').isVisible()).toBe(true)
  })
})
