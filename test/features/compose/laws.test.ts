import { chromium, type Browser as Chromium, type Page } from 'playwright-core'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { countIn, eventually, typedIn } from '../../support/compose.ts'
import { temporaryFolder } from '../../support/store.ts'
import { type Application, application, signIn, webmail } from '../../support/webmail.ts'

const typed = { to: 'lea@b.example', subject: 'Sujet', body: 'Texte.' }

describe('a letter open twice', () => {
  it('is shown as two texts side by side when both were changed, and both are kept', async () => {
    const { browser } = await webmail()
    const saved = await (await browser.open('/compose')).press('Enregistrer', typed)
    const [one, other] = [await browser.open(saved.url), await browser.open(saved.url)]
    await one.press('Enregistrer', { body: 'Le premier.' })

    const page = await other.press('Envoyer', { body: 'Le second.' })

    expect(page.words).toContain('Deux textes pour un brouillon')
    expect(page.words).toContain('Le premier.')
    expect(page.words).toContain('Le second.')
    expect(page.$('form input[type=submit]').first().attr('name')).toBe('do-both')
    const kept = await page.press('Garder les deux et continuer')
    expect(typedIn(kept)['body']).toBe('Le second.')
    expect(typedIn(await browser.open(saved.url))['body']).toBe('Le premier.')
  })

  it('keeps one of the two when told so', async () => {
    const site = await webmail()
    const letter = await site.browser.open('/compose')
    await letter.press('Enregistrer', { ...typed, body: 'Ancien.' })
    const conflict = await letter.press('Enregistrer', { ...typed, body: 'Nouveau.' })

    const kept = await conflict.press('do-newest')
    expect(typedIn(kept)['body']).toBe('Ancien.')
    expect(kept.words).toContain('Ce texte est gardé ; l’autre a été jeté.')
    // It is the history that says so, to its user alone.
    const other = await webmail({ at: site })
    expect((await other.browser.open(kept.url)).words).not.toContain('l’autre a été jeté')
  })

  it('gives the same post the same answer', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const file = { field: 'files', name: 'a.txt', content: Buffer.from('a') }
    const first = await letter.press('Joindre', typed, [file])
    const second = await letter.press('Joindre', typed, [file])

    expect(second.url).toBe(first.url)
    expect(second.$('ul.files li')).toHaveLength(1)
  })

  it('becomes a new draft when it had left already', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    await letter.press('Envoyer', typed)

    const after = await letter.press('Enregistrer', { ...typed, body: 'Encore un mot.' })

    expect(after.words).toContain('Le message d’avant est déjà parti.')
    expect(typedIn(after)['body']).toBe('Encore un mot.')
  })
})

describe('« Envoyer »', () => {
  it('pressed many times at once, in two processes, sends one mail', async () => {
    const env = {
      DATA_DIR: await temporaryFolder(),
      SESSION_SECRET: 's'.repeat(32),
      CONTENT_KEYS: `1:${'A'.repeat(43)}=`,
    }
    const site = await webmail({ env })
    const twin = await application(env)
    const { browser: elsewhere } = await signIn(twin.app, site.user)
    const letter = await site.browser.open('/compose')
    const same = await elsewhere.open(letter.url)

    const presses = Array.from({ length: 25 }, () => [letter, same].map((page) => page.press('Envoyer', typed)))
    const answers = await Promise.all(presses.flat())

    for (const answer of answers) expect(answer.words).toContain('Message envoyé.')
    await eventually(async () => (await countIn(site, 'Envoyés')) > 0)
    expect(await countIn(site, 'Envoyés')).toBe(1)
  })
})

describe('leaving', () => {
  it('« Enregistrer et fermer » puts the letter into Brouillons, files too, and it opens again from there', async () => {
    const site = await webmail()
    const file = { field: 'files', name: 'gros.bin', content: Buffer.alloc(400_000) }
    const after = await (await site.browser.open('/compose')).press('Enregistrer et fermer', typed, [file])
    expect(after.words).toContain('Brouillon enregistré.')
    expect(await countIn(site, 'Brouillons')).toBe(1)

    const again = await (await site.browser.open('/mail/Brouillons')).follow('Sujet')
    expect(typedIn(again)).toMatchObject(typed)
    expect(again.words).toContain('sur le serveur de messagerie')
    await again.press('Envoyer')
    await eventually(async () => (await countIn(site, 'Brouillons')) === 0)
  })

  it('« Enregistrer et se déconnecter » keeps the letter and ends the session', async () => {
    const { browser, app, user } = await webmail()
    const letter = await browser.open('/compose')
    const out = await letter.press('Enregistrer et se déconnecter', typed)
    expect(out.url).toContain('/login?saved=true')
    expect(out.words).toContain('Votre brouillon est enregistré. Vous êtes déconnecté.')
    expect((await browser.open('/mail/INBOX')).url).toContain('/login')

    const { browser: back } = await signIn(app, user)
    expect(typedIn(await back.open(letter.url))).toMatchObject(typed)
  })

  it('« Jeter le brouillon » asks first, and keeps it when one changes one’s mind', async () => {
    const { browser } = await webmail()
    const asked = await (await browser.open('/compose')).press('Jeter le brouillon', typed)
    expect(asked.words).toContain('Jeter ce brouillon ?')
    expect(typedIn(await asked.press('Garder le brouillon'))).toMatchObject(typed)
    expect((await browser.open('/mail/Brouillons')).words).toContain('Sujet')

    const after = await asked.press('Jeter le brouillon')
    expect(after.words).toContain('Brouillon jeté.')
    expect((await browser.open('/mail/Corbeille')).words).toContain('Sujet')
  })

  it('a draft thrown away says so wherever it is met, and comes back when it is saved', async () => {
    const { browser } = await webmail()
    const asked = await (await browser.open('/compose')).press('Jeter le brouillon', typed)
    await asked.press('Jeter le brouillon')

    const back = await browser.open(asked.url)
    expect(back.words).toContain('Ce brouillon a été jeté : enregistrez-le pour le reprendre.')
    expect(back.words).not.toContain('Enregistré à')
    expect(typedIn(back)).toMatchObject(typed)
    const inTrash = await (await browser.open('/mail/Corbeille')).follow('Sujet')
    expect(typedIn(await inTrash.follow('Reprendre ce brouillon'))['to']).toBe(typed.to)
    const saved = await back.press('Enregistrer')
    expect(saved.words).toContain('Enregistré à')
    expect(saved.words).not.toContain('a été jeté')
  })

  it('has no link, so that nothing typed can be left behind', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/compose')
    const links = page
      .$('a')
      .toArray()
      .map((link) => page.$(link).attr('href') ?? '')
    expect(links.filter((href) => !href.startsWith('#'))).toEqual([])
    expect(page.words).toMatch(/Votre session se termine à \d+ h \d\d\. /)
    expect(page.$('#to').attr('autocomplete')).toBe('off')
  })
})

describe('Enter', () => {
  let chrome: Chromium
  let server: Server
  let site: Application

  beforeAll(async () => {
    site = await application()
    server = createServer(site.app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  })
  afterAll(async () => {
    await chrome.close()
    server.close()
  })

  async function writing(): Promise<Page> {
    const { user } = await webmail({ at: site })
    const context = await chrome.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await page.goto(`${origin}/login?next=/compose`)
    await page.fill('[name=username]', user.login)
    await page.fill('[name=password]', user.password)
    await page.press('[name=password]', 'Enter')
    return page
  }

  /** Until the page that an act leads to stands. */
  async function loading(page: Page, act: () => Promise<unknown>): Promise<void> {
    const loaded = page.waitForEvent('load')
    await act()
    await loaded
  }

  it('in any field saves and stays', async () => {
    const page = await writing()
    for (const field of ['to', 'cc', 'subject']) {
      await page.fill(`#${field}`, 'lea@b.example')
      await loading(page, () => page.press(`#${field}`, 'Enter'))
      expect(new URL(page.url()).search).toBe('?note=saved')
      expect(await page.inputValue(`#${field}`)).toBe('lea@b.example')
    }
    await page.click('summary')
    for (const field of ['bcc', 'reply-to']) {
      await page.fill(`#${field}`, 'lea@b.example')
      await loading(page, () => page.press(`#${field}`, 'Enter'))
      expect(new URL(page.url()).search).toBe('?note=saved')
    }
  })

  it('Back shows no old text over a newer revision', async () => {
    const page = await writing()
    await page.fill('#body', 'Un')
    await loading(page, () => page.click('[name=do-save] >> nth=1'))
    await page.fill('#body', 'Deux')
    await loading(page, () => page.click('[name=do-save] >> nth=1'))
    await loading(page, () => page.goBack())
    expect(await page.inputValue('#body')).toBe('Deux')
  })
})
