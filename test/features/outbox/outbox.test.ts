import { type FaultProxy, startFaultProxy } from '../../lab/fault-proxy.ts'
import { countIn, eventually, filesOn, typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const typed = { subject: 'Sujet', body: 'Texte.' }
const file = { field: 'files', name: 'relevé.txt', content: Buffer.from('x') }

async function sending(
  to: string,
  options: Parameters<typeof webmail>[0] = {},
): Promise<{ site: Webmail; after: Visit }> {
  const site = await webmail(options)
  const after = await (await site.browser.open('/compose')).press('Envoyer', { ...typed, to }, [file])
  return { site, after }
}

/** A lab behind a line that can be cut. */
async function behindProxy() {
  const proxy = await startFaultProxy(lab().smtp)
  const env = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(proxy.address.port),
    MAIL_CONNECT_MS: '500',
    MAIL_COMMAND_MS: '800',
  }
  return { proxy, env }
}

/** Bytes that the sending server answers while one letter goes through. */
async function lengthOfAnswers(proxy: FaultProxy, { browser }: Webmail): Promise<number> {
  proxy.reset()
  await (await browser.open('/compose')).press('Envoyer', { ...typed, to: 'lea@b.example', body: 'x'.repeat(2_000) })
  return proxy.traffic().receivedBytes
}

const state = (page: Visit) => plain(page.$('article .tag').text())

describe('the outbox', () => {
  it('says that nothing waits', async () => {
    const { browser } = await webmail()
    expect((await browser.open('/outbox')).words).toContain('Rien n’attend : tout ce que vous avez envoyé est parti.')
  })

  it('shows no more what is in Sent, save at the address of its own', async () => {
    const { site, after } = await sending('lea@b.example')
    await eventually(async () => (await countIn(site, 'Envoyés')) === 1)
    await eventually(async () => !(await site.browser.open('/outbox')).words.includes('Sujet'))
    const [, id = ''] = /said=([^#&]+)/.exec(after.url) ?? []
    const entry = await site.browser.open(`/outbox/${id}`)
    expect(state(entry)).toBe('Envoyé')
    expect(entry.words).toContain('Sa copie est dans « Envoyés ».')
  })

  it('says of a letter sent to a full mailbox’s Sent folder that its copy waits for room', async () => {
    const site = await webmail({ user: { quotaMb: 1 } })
    await site.mail.append('INBOX', { raw: `Subject: Lourd\r\n\r\n${'x'.repeat(900_000)}` })
    const letter = await site.browser.open('/compose')
    const body = 'mot '.repeat(60_000)
    const after = await letter.press('Envoyer', { ...typed, body, to: 'a@b.example, refuse+plein@b.example' })

    expect(state(after)).toBe('Envoyé, sauf à certains')
    expect(after.words).toContain('L’autre destinataire l’a reçu.')
    expect(after.words).toContain('car votre boîte est pleine : elle est gardée ici')
    expect(plain(after.$('nav').text())).toContain('à suivre')
  })

  it('names the one recipient of several who was refused, and why', async () => {
    const { site, after } = await sending('un@b.example, refuse+a@b.example, trois@b.example')

    expect(after.url).toMatch(/^\/outbox\//)
    expect(state(after)).toBe('Envoyé, sauf à certains')
    expect(after.words).toContain('sauf à une adresse que le serveur a refusée. Les autres destinataires l’ont reçu.')
    expect(after.words).toMatch(/refuse\+a@b\.example Cette adresse n’existe pas : « .*User unknown/)
    expect((await site.browser.open('/outbox')).words).toContain('Envoyé, sauf à certains')
    expect((await after.press('Ranger')).words).not.toContain('Sujet')
    await eventually(async () => (await countIn(site, 'Envoyés')) === 1)
  })

  it('gives back a letter refused for all, whole', async () => {
    const { after } = await sending('refuse+b@b.example')
    expect(state(after)).toBe('Refusé')
    expect(after.words).toContain('Personne ne l’a reçu.')

    const letter = await after.press('Reprendre le message')
    expect(typedIn(letter)).toMatchObject({ ...typed, to: 'refuse+b@b.example' })
    expect(filesOn(letter)).toEqual(['relevé.txt'])
    expect((await letter.press('Envoyer', { to: 'lea@b.example' })).words).toContain('Message envoyé.')
  })

  it('waits when it is asked to come again, and goes when told to', async () => {
    const { after } = await sending(`plus-tard+${Date.now()}@b.example`)
    expect(state(after)).toBe('En attente')
    expect(after.words).toContain('Le serveur d’envoi a demandé de réessayer plus tard.')
    expect(after.words).toContain('Prochain essai')
    expect(plain(after.$('details pre').text())).toContain('Try again later')

    expect((await after.press('Envoyer de nouveau')).words).toContain('Message envoyé.')
  })

  it('waits while the sending server is away, and the letter can be taken back', async () => {
    const { proxy, env } = await behindProxy()
    proxy.refuse()
    const { site, after } = await sending('lea@b.example', { env })
    expect(state(after)).toBe('En attente')
    expect(after.words).toContain('Le serveur d’envoi ne répond pas.')
    expect((await site.browser.open('/outbox')).words).toContain('En attente')

    proxy.pass()
    const letter = await after.press('Reprendre le message')
    expect(typedIn(letter)).toMatchObject(typed)
    expect((await letter.press('Envoyer')).words).toContain('Message envoyé.')
    await proxy.stop()
  })

  it('does not know what became of a letter whose line was lost at the last moment, and does not send it twice by itself', async () => {
    const { proxy, env } = await behindProxy()
    const site = await webmail({ env })
    const letter = await site.browser.open('/compose')
    const page = await letter.press('Enregistrer', { ...typed, to: 'lea@b.example', body: 'x'.repeat(2_000) })
    const session = await lengthOfAnswers(proxy, site)
    proxy.reset()
    // All the answers but the last one come back.
    proxy.cutAfter(session - 10, 'received')

    const after = await page.press('Envoyer')

    expect(state(after)).toBe('Peut-être parti')
    expect(after.words).toContain('Il est enregistré, et ne sera pas renvoyé de lui-même.')
    proxy.pass()
    const put = await after.press('Ranger parmi les messages envoyés')
    expect(put.words).toContain('Message envoyé.')
    await eventually(async () => (await countIn(site, 'Envoyés')) === 2)
    await proxy.stop()
  })

  it('shows nobody else’s letters', async () => {
    const { site, after } = await sending('refuse+c@b.example')
    const other = await webmail({ at: site })
    expect((await other.browser.open(after.url)).words).not.toContain('Sujet')
    const form = await other.browser.open('/outbox')
    expect(form.words).not.toContain('Sujet')
  })

  it('shows hostile subjects and answers as text', async () => {
    const site = await webmail()
    const letter = await site.browser.open('/compose')
    const hostile = '<script>alert(1)</script>'
    const after = await letter.press('Envoyer', { ...typed, subject: hostile, to: 'refuse+d@b.example' })
    expect(plain(after.$('h1').text())).toBe(hostile)
    expect(after.html).not.toContain(hostile)
  })
})
