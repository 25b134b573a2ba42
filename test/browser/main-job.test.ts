import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import type { LabUser } from '../lab/index.ts'
import { lab } from '../support/lab.ts'
import { scriptOff, signInWith } from './chromium.ts'
import { handsOn, stage, type Stage } from './stage.ts'

let at: Stage
let colleague: LabUser
let third: LabUser

beforeAll(async () => {
  at = await stage()
  ;[colleague, third] = await Promise.all([lab().addUser(), lab().addUser()])
  await lab().asUser(colleague, (imap) => imap.mailboxCreate('4e B'))
})

/** Somebody before a screen of this width, signed in. */
async function sitDown(user: LabUser, width: number) {
  const context = await scriptOff(at.chromium, { width })
  const page = await context.newPage()
  await signInWith(page, at.origin, user)
  return { context, page, ...handsOn(page, at.origin) }
}

/** Mail takes its time: the inbox is asked again until it holds the subject. */
async function openOnceThere(page: Page, subject: string): Promise<void> {
  const link = page.getByRole('link', { name: subject, exact: true })
  for (let time = 0; (await link.count()) === 0 && time < 50; time++) await page.goto(`${at.origin}/mail/INBOX`)
  await Promise.all([page.waitForEvent('load'), link.first().click()])
}

async function downloaded(page: Page): Promise<Buffer> {
  const link = page.getByRole('link', { name: 'Télécharger', exact: false }).first()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFile(await download.path())
}

/** Neither the button Back, nor a reload, nor the old cookies bring the page up again. */
async function expectClosed(page: Page, cookies: Awaited<ReturnType<BrowserContext['cookies']>>): Promise<void> {
  const secret = 'Les moyennes'
  await page.goBack()
  expect(await page.content()).not.toContain(secret)
  await page.reload()
  expect(await page.content()).not.toContain(secret)
  expect(page.url()).toContain('/login')

  const thief = await scriptOff(at.chromium)
  await thief.addCookies(cookies)
  const stolen = await thief.newPage()
  await stolen.goto(`${at.origin}/mail/INBOX`)
  expect(stolen.url()).toContain('/login')
  await thief.close()
}

it.each([1366, 360])('the main job is done without script, on a screen of %d px', async (width) => {
  const subject = `Conseil de classe, ${String(width)} px`
  const file = { name: 'relevé n°1 – été.pdf', mimeType: 'application/pdf', buffer: randomBytes(300 * 1024) }

  const marie = await sitDown(at.user, width)
  if (width < 600) await marie.page.getByRole('link', { name: 'Dossiers', exact: true }).click()
  await marie.click('Nouveau message')
  await marie.page.getByLabel('À', { exact: true }).fill(`${colleague.address}, ${third.address}`)
  await marie.page.getByLabel('Objet').fill(subject)
  await marie.page.getByLabel('Message', { exact: true }).fill('Les moyennes sont dans le fichier.')
  await marie.page.getByLabel('Choisir des fichiers').setInputFiles(file)
  await marie.press('Envoyer')
  expect(await marie.page.locator('#dit').innerText()).toBe('Message envoyé.')

  const karim = await sitDown(colleague, width)
  await openOnceThere(karim.page, subject)
  expect(await karim.page.getByRole('article').innerText()).toContain('Les moyennes sont dans le fichier.')
  expect(await karim.page.getByText(file.name).count()).toBe(1)
  expect((await downloaded(karim.page)).equals(file.buffer)).toBe(true)

  await karim.click('Répondre à tous')
  await karim.page.getByLabel('Message', { exact: true }).fill('Bien reçu, merci.')
  await karim.press('Envoyer')
  await openOnceThere(marie.page, `Re: ${subject}`)
  expect(await marie.page.getByRole('article').innerText()).toContain('Bien reçu, merci.')

  await openOnceThere(karim.page, subject)
  await karim.page.getByLabel('Dossier de destination').last().selectOption('4e B')
  await karim.page.getByRole('button', { name: 'Déplacer' }).last().click()
  await karim.page.getByText('déplacé').waitFor()
  await karim.goto('/mail/4e%20B')
  await karim.click(subject)

  const cookies = await karim.context.cookies()
  await karim.press('Se déconnecter')
  expect(await karim.page.innerText('main')).toContain('Vous êtes déconnecté.')
  await expectClosed(karim.page, cookies)
})
