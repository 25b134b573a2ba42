import { startFaultProxy, type FaultProxy } from '../../lab/fault-proxy.ts'
import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'

let proxy: FaultProxy
beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
})
afterEach(() => proxy.stop())

const raw = (subject: string, text = 'Bonjour.') => `From: a@b.example\r\nSubject: ${subject}\r\n\r\n${text}\r\n`

/** A reader whose mail server is behind the proxy, two messages in the inbox. */
async function reader(text?: string) {
  const { host, port } = proxy.address
  const site = await webmail({ env: { IMAP_HOST: host, IMAP_PORT: String(port), MAIL_COMMAND_MS: '1500' } })
  await site.mail.append('INBOX', { raw: raw('un', text) })
  await site.mail.append('INBOX', { raw: raw('deux') })
  const list = await site.browser.open('/mail/INBOX')
  return { ...site, list, href: list.$('.what a').last().attr('href') ?? '' }
}

describe('a mail server in trouble', () => {
  it('that is away leaves pages that say so, and everything as it was', async () => {
    const { browser, list, href } = await reader()
    const uids = list
      .$('input[name=uid]')
      .toArray()
      .map((box) => list.$(box).attr('value') ?? '')
    proxy.refuse()

    for (const path of [
      '/mail/INBOX',
      href,
      `${href}/print`,
      `${href}/details`,
      `${href}/letter`,
      `${href}/message.eml`,
    ]) {
      const page = await browser.open(path)
      expect([path, page.status, page.words.includes('La messagerie ne répond pas')]).toEqual([path, 503, true])
    }
    expect((await list.press('Supprimer', { uid: uids })).status).toBe(503)

    proxy.pass()
    expect((await browser.open('/mail/INBOX')).$('ul.mail li')).toHaveLength(2)
  })

  it('that says nothing is not waited for for ever', async () => {
    const { browser } = await reader()
    proxy.silence()

    expect((await browser.open('/mail/INBOX')).status).toBe(504)

    proxy.pass()
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
  })

  it('that breaks off within a letter never has half of it shown as whole', async () => {
    const text = `Début.\r\n${'Une ligne de plus.\r\n'.repeat(2000)}Fin.`
    const { browser, href } = await reader(text)

    for (const bytes of [200, 2_000, 20_000]) {
      proxy.cutAfter(bytes, 'received')
      const page = await browser.open(href)
      const letter = page.$('.letter').text()
      expect([bytes, letter === '' || letter.includes('Fin.')]).toEqual([bytes, true])
      proxy.pass()
    }
    expect((await browser.open(href)).$('.letter').text()).toContain('Fin.')
  })

  it('that breaks off at every try for the letter still has the header shown, and what is wrong said', async () => {
    const text = 'Une ligne de plus.\r\n'.repeat(10_000)
    const { browser, href } = await reader(text)

    proxy.cutAfter(30_000, 'received')
    const page = await browser.open(href)

    expect(page.status).toBe(200)
    expect(page.$('h1').text()).toBe('un')
    expect(page.$('.from').text()).toContain('a@b.example')
    expect(page.words).toContain('Le texte de ce message n’a pas pu être lu sur le serveur de messagerie.')
    expect(page.$('.letter').text()).not.toContain('Une ligne')
    proxy.pass()
    expect((await browser.open(href)).$('.letter').text()).toContain('Une ligne de plus.')
  })
})

describe('what a page asks of the mail server', () => {
  it('is little, whatever the folder holds: two commands for a list seen before, four at most for a message', async () => {
    const { browser, href } = await reader()
    const commandsFor = async (path: string) => {
      proxy.reset()
      await browser.open(path)
      return proxy.traffic().commands
    }
    await browser.open(href)

    expect(await commandsFor('/mail/INBOX')).toBeLessThanOrEqual(2)
    expect(await commandsFor(href)).toBeLessThanOrEqual(4)
  })
})
