import { webmail } from '../../support/webmail.ts'

it('shows what is chosen now, and leads to each page', async () => {
  const { inbox } = await webmail()

  const settings = await inbox.follow('Préférences')

  expect(settings.words).toContain('Affichage Comme le système · Texte normal · Espacement normal · Liste simple')
  const display = await settings.follow('Affichage')
  expect(display.$('input[name=theme]:checked').attr('value')).toBe('system')
})

it('shows the effect of what was chosen on the page that follows, and on every other', async () => {
  const { browser } = await webmail()
  const page = await browser.open('/settings/display')

  const after = await page.press('Enregistrer', { theme: 'contrast', textSize: 'larger', spacing: 'wide' })

  expect(after.url).toMatch(/^\/settings\/display\?said=.+#dit$/)
  expect(after.$('#dit').text()).toBe('Préférences enregistrées.')
  expect(after.$('html').attr('class')).toBe('contrast larger wide')
  expect(after.$('input[name=theme]:checked').attr('value')).toBe('contrast')
  const inbox = await browser.open('/mail/INBOX')
  expect(inbox.$('html').attr('class')).toBe('contrast larger wide')
  expect((await browser.open('/compose')).$('html').attr('class')).toBe('contrast larger wide')
})

it('leaves script out of every page once it is not wanted', async () => {
  const { browser } = await webmail()
  const page = await browser.open('/settings/display')
  expect(page.$('script').length).toBe(1)

  const after = await page.press('Enregistrer', { script: 'never' })

  expect(after.$('script').length).toBe(0)
  expect((await browser.open('/compose')).$('script').length).toBe(0)
})

it('says so when nothing was changed', async () => {
  const { browser } = await webmail()

  const after = await (await browser.open('/settings/display')).press('Enregistrer')

  expect(after.$('#dit').text()).toContain('Rien n’a changé')
})

it('saves nothing of a form with an answer that was not offered, and keeps the others on the page', async () => {
  const { browser } = await webmail()
  const page = await browser.open('/settings/display')

  const refused = await page.press('Enregistrer', { theme: 'rayures', textSize: 'large' })

  expect(refused.status).toBe(422)
  expect(refused.$('#dit').text()).toContain('Rien n’a été enregistré')
  expect(refused.$('#dit a').attr('href')).toBe('#theme')
  expect(refused.$('#theme .wrong').text()).toBe('Choisissez une des réponses proposées.')
  expect(refused.$('input[name=textSize]:checked').attr('value')).toBe('large')
  expect((await browser.open('/mail/INBOX')).$('html').attr('class')).toBeUndefined()
})

it('is one person’s own, whatever browser they use', async () => {
  const marie = await webmail()
  const karim = await webmail({ at: marie })
  await (await marie.browser.open('/settings/display')).press('Enregistrer', { theme: 'dark' })

  expect((await karim.browser.open('/settings/display')).$('html').attr('class')).toBeUndefined()
})
