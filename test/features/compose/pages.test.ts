import type { Browser, BrowserContext, Page } from 'playwright-core'
import { barriersIn, mistakesIn, scriptOnFor, sidewaysAt } from '../../browser/audit.ts'
import { launchChromium, listen, type Listening, scriptOff, signInWith } from '../../browser/chromium.ts'
import { webmail } from '../../support/webmail.ts'

let chromium: Browser
let served: Listening
let context: BrowserContext
let scriptOn: BrowserContext
let page: Page

beforeAll(async () => {
  const { app, user } = await webmail({ env: { UPLOAD_LIMIT_MB: '1' } })
  chromium = await launchChromium()
  served = await listen(app)
  context = await scriptOff(chromium)
  scriptOn = await scriptOnFor(chromium)
  page = await context.newPage()
  await signInWith(page, served.origin, user)
})

afterAll(async () => {
  await chromium.close()
  await served.close()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()

async function write(to: string, subject = 'Sortie au musée'): Promise<void> {
  await page.goto(`${served.origin}/compose`)
  await page.getByLabel('À', { exact: true }).fill(to)
  await page.getByLabel('Objet', { exact: true }).fill(subject)
  await page.getByLabel('Message', { exact: true }).fill('Bonjour.')
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'a letter refused to one recipient': async () => {
    await write('lea@b.example, refuse+pages@b.example')
    await press('Envoyer')
  },
  'a letter that waits': async () => {
    await write('plus-tard-3+pages@b.example')
    await press('Envoyer')
  },
  'a letter that has left, at its own address': async () => {
    await write('lea@b.example')
    const address = page.url()
    await press('Envoyer')
    await page.goto(address)
  },
  'a reminder, with addresses written to lately': async () => {
    await write('lea@b.example', '')
    await press('Envoyer')
  },
  'files attached, and one too large': async () => {
    await write('lea@b.example')
    const files = [
      {
        name: 'relevé n°1, deuxième version corrigée – été.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.alloc(9_000),
      },
      { name: 'vidéo.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2_000_000) },
    ]
    await page.getByLabel('Choisir des fichiers').setInputFiles(files)
    await press('Joindre')
  },
  'the question before a draft is thrown away': () => press('Jeter le brouillon'),
  'two texts for one draft': async () => {
    await write('lea@b.example')
    const other = await context.newPage()
    await other.goto(page.url())
    await press('Enregistrer')
    await other.getByLabel('Message', { exact: true }).fill('Autre.')
    await other.getByRole('button', { name: 'Enregistrer', exact: true }).first().click()
    await page.goto(other.url())
    await other.close()
  },
  'the outbox with letters': () => page.goto(`${served.origin}/outbox`),
}

describe.each(Object.entries(pages))('%s', (_name, go) => {
  it('is valid, open to everybody, and never wider than the screen', async () => {
    await go()
    const html = await (await page.request.get(page.url())).text()

    expect(await mistakesIn(html)).toEqual([])
    expect(await barriersIn(page, scriptOn)).toEqual([])
    expect(await sidewaysAt(page)).toEqual([])
    await page.setViewportSize({ width: 1366, height: 768 })
  })
})
