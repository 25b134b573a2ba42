import { stage } from './stage.ts'

describe('going Back after a letter was taken back', () => {
  it('shows the letter, and not a loop of what the browser remembers', async () => {
    const at = await stage({ env: { SEND_DELAY_S: '100' } })
    const { page } = at
    await at.goto('/compose')
    const letter = page.url()
    await page.fill('[name=to]', 'lea@b.example')
    await page.fill('[name=subject]', 'Sujet')
    await at.press('Envoyer')
    await page.goBack()
    await page.waitForURL('**/outbox/**')

    await at.press('Annuler l’envoi')
    await page.goBack()

    expect(page.url()).toContain(letter)
    expect(await page.locator('[name=subject]').inputValue()).toBe('Sujet')
  })
})
