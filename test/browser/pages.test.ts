import type { Browser, BrowserContext, Page } from 'playwright-core'
import { webmail } from '../support/webmail.ts'
import { barriersIn, mistakesIn, scriptOnFor, sidewaysAt } from './audit.ts'
import { launchChromium, listen, type Listening, scriptOff, signInWith } from './chromium.ts'
import { letters } from './letters.ts'

let chromium: Browser
let served: Listening
let context: BrowserContext
let scriptOn: BrowserContext
let page: Page

beforeAll(async () => {
  const { app, user, mail } = await webmail()
  for (const letter of Object.values(letters)) await mail.deliver(letter)
  await mail.createFolder('Élèves & parents')
  await mail.append('Corbeille', { raw: 'Subject: Vieux papier\r\n\r\nRien.' })

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

const click = (name: string) => page.getByRole('link', { name, exact: true }).first().click()
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const inbox = () => page.goto(`${served.origin}/mail/INBOX`)

async function open(subject: string): Promise<void> {
  await inbox()
  await click(subject)
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'the inbox': inbox,
  'the inbox, all ticked': async () => {
    await inbox()
    await click('Tout choisir')
  },
  'what an action did': async () => {
    await inbox()
    await page.getByRole('checkbox').first().check()
    await press('Suivre')
  },
  'an action on nothing': async () => {
    await inbox()
    await press('Archiver')
  },
  'unread messages': async () => {
    await inbox()
    await click('Non lus')
  },
  'an empty folder': () => page.goto(`${served.origin}/mail/%C3%89l%C3%A8ves%20%26%20parents`),
  'the question before what is final': async () => {
    await page.goto(`${served.origin}/mail/Corbeille`)
    await page.getByRole('checkbox').first().check()
    await press('Supprimer')
  },
  'a text letter with files': () => open('Conseil de classe'),
  'a simple HTML letter': () => open('Absences de la semaine'),
  'a designed letter': () => open('La lettre de novembre'),
  'a hostile letter': () => open('"><script>alert(1)</script> & «\u202e»'),
  'a letter without anything': () => open('(sans objet)'),
  'a letter’s details': async () => {
    await open('Conseil de classe')
    await click('Détails et code source')
  },
  'a letter to print': async () => {
    await open('Conseil de classe')
    await click('Imprimer')
  },
  'a new letter': () => page.goto(`${served.origin}/compose`),
  'an answer': async () => {
    await open('Conseil de classe')
    await click('Répondre à tous')
  },
  'a forward with files': async () => {
    await open('Conseil de classe')
    await click('Transférer')
  },
  'a letter that may not leave yet': async () => {
    await page.goto(`${served.origin}/compose`)
    await page.getByLabel('À', { exact: true }).fill('sophie.martin@, karim')
    await press('Envoyer')
  },
  'the outbox': () => page.goto(`${served.origin}/outbox`),
  'an address that leads nowhere': () => page.goto(`${served.origin}/mail/Nulle%20part`),
  'the sign-in page': async () => {
    await context.clearCookies()
    await page.goto(`${served.origin}/login`)
  },
  'the sign-in page after a wrong password': async () => {
    await page.getByLabel('Identifiant').fill('personne')
    await page.getByLabel('Mot de passe').fill('au hasard')
    await press('Se connecter')
  },
}

describe.each(Object.entries(pages))('%s', (_name, go) => {
  it('is valid, open to everybody, and never wider than the screen', async () => {
    await go()
    const html = await (await page.request.get(page.url())).text()

    expect(await mistakesIn(html)).toEqual([])
    expect(await barriersIn(page, scriptOn)).toEqual([])
    expect(await sidewaysAt(page)).toEqual([])
  })
})
