import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import request from 'supertest'
import { issueDraftToken, readDraftToken } from '../../../src/http/park-token.ts'
import { startFaultProxy } from '../../lab/fault-proxy.ts'
import { eventually, filesOn, typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn, webmail, type Webmail } from '../../support/webmail.ts'

const secret = 'Confidentiel-7Q9'
const letter = { to: 'lea@b.example', subject: `Objet ${secret}`, body: `Texte ${secret}\n`.repeat(800) }
const file = (name: string, content = name) => ({ field: 'files', name, content: Buffer.from(content) })

/** A letter with two files saved, its writer about to press « Envoyer » with a third. */
async function writing(options: Parameters<typeof webmail>[0] = {}): Promise<{ site: Webmail; page: Visit }> {
  const site = await webmail(options)
  const page = await (await site.browser.open('/compose')).press('Joindre', letter, [file('un.txt'), file('deux.txt')])
  return { site, page }
}

const sendWithThird = (page: Visit) => page.press('Envoyer', letter, [file(`trois-${secret}.txt`)])

/** Drops every session, as a restart with an empty session store would. */
const endSessions = ({ parts }: Pick<Webmail, 'parts'>, login: string) =>
  parts.people.find(login).then(async (person) => {
    if (!person) throw new Error('Nobody')
    const { id } = await parts.accounts.accounts.findOrCreate(person, login)
    await parts.accounts.accounts.endEverySession(id)
    return id
  })

describe('a session that ended while one wrote', () => {
  it('costs nothing of the letter, the file of that very post included', async () => {
    const { site, page } = await writing()
    await endSessions(site, site.user.login)

    const login = await sendWithThird(page)
    expect(login.url).toContain('/login?kept=true')
    expect(login.words).toContain('Un message non envoyé est conservé.')
    expect(login.html).not.toContain(secret)

    const { browser, inbox } = await signIn(site.app, site.user)
    const again = await inbox.follow('Reprendre le message')
    expect(again.words).toContain('Votre session s’était terminée')
    expect(typedIn(again)).toMatchObject({ to: letter.to, subject: letter.subject })
    expect(typedIn(again)['body']).toBe(letter.body)
    expect(filesOn(again)).toEqual(['un.txt', 'deux.txt', `trois-${secret}.txt`])
    expect((await again.press('Envoyer')).words).toContain('Message envoyé.')
    expect((await browser.open('/outbox')).words).not.toContain('Brouillons gardés ici')
  })

  it('tells the next person at that computer nothing, signed in or not', async () => {
    const { site, page } = await writing()
    await endSessions(site, site.user.login)
    await sendWithThird(page)

    const other = await webmail({ at: site })
    for (const place of ['/mail/INBOX', '/outbox', page.url, '/mail/Brouillons']) {
      expect((await other.browser.open(place)).html).not.toContain(secret)
    }
  })

  it('keeps the letter for its writer when somebody else has signed in there meanwhile', async () => {
    const { site, page } = await writing()
    const other = await lab().addUser()
    const login = await site.browser.open('/login')
    expect(login.url).toContain('/mail/INBOX')
    site.browser.agent.jar.setCookies([])
    await endSessions(site, site.user.login)
    const fresh = await site.browser.open('/login')
    await fresh.press('Se connecter', { username: other.login, password: other.password, computer: 'shared' })

    const after = await sendWithThird(page)
    expect(after.url).toContain('/mail/INBOX')
    expect(after.words).toContain('Un message non envoyé est conservé')
    expect(after.html).not.toContain(secret)
    expect(after.html).not.toContain(site.user.name)
    const { inbox } = await signIn(site.app, site.user)
    expect(filesOn(await inbox.follow('Reprendre le message'))).toHaveLength(3)
  })

  it('leaves nothing in plain on the disk', async () => {
    const { site, page } = await writing()
    await endSessions(site, site.user.login)
    await sendWithThird(page)

    const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64').slice(1, -3)]
    const names = await readdir(site.config.dataDir, { recursive: true, withFileTypes: true })
    const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
    expect(files.length).toBeGreaterThan(3)
    for (const one of files) {
      const content = await readFile(one, 'latin1')
      for (const form of forms) expect([one, content.includes(form) || one.includes(form)]).toEqual([one, false])
    }
  })
})

describe('a post without its draft’s token', () => {
  it.each([
    ['none', ''],
    ['another’s', 'x.y'],
  ])('is refused in words, and nothing of it kept (%s)', async (_case, token) => {
    const { site, page } = await writing()
    const action = page.$('form').attr('action') ?? ''
    const post = site.browser.agent.post(action)
    if (token) void post.field('token', token)

    const answer = await post.field('body', 'Volé').field('do-send', 'x').attach('files', Buffer.from('x'), 'vol.txt')

    expect(answer.status).toBe(403)
    expect(plain(answer.text)).toContain('Cette demande n’a pas été acceptée')
    expect(typedIn(await site.browser.open(page.url))['body']).toBe(letter.body)
  })

  it('is kept all the same when the token is of yesterday and its writer is still signed in', async () => {
    const { site, page } = await writing()
    const key = site.config.sessionSecret
    const now = Date.now()
    const drawn = readDraftToken(page.$('[name=token]').attr('value') ?? '', { secret: key, now })
    if (!drawn) throw new Error('No token')
    const token = issueDraftToken(drawn, { secret: key, now: now - 13 * 3_600_000 })

    expect(typedIn(await page.press('Enregistrer', { token, body: 'Ce matin.' }))['body']).toBe('Ce matin.')
    await endSessions(site, site.user.login)
    expect((await page.press('Enregistrer', { token, body: 'Sans session.' })).status).toBe(403)
  })

  it('is not accepted for another draft', async () => {
    const { site, page } = await writing()
    const token = page.$('[name=token]').attr('value') ?? ''
    const answer = await request(site.app).post('/compose/un-autre/0').field('token', token).field('body', 'x')
    expect(answer.status).toBe(403)
  })

  it('is refused as malformed when it is no multipart form', async () => {
    const { app } = await application()
    const answer = await request(app).post('/compose/abc/0').type('form').send({ token: 'x' })
    expect(answer.status).toBe(400)
  })
})

describe('servers away', () => {
  async function away() {
    const [imap, smtp] = [await startFaultProxy(lab().imap), await startFaultProxy(lab().smtp)]
    const env = {
      ...{
        IMAP_HOST: '127.0.0.1',
        IMAP_PORT: String(imap.address.port),
        MAIL_CONNECT_MS: '400',
        MAIL_COMMAND_MS: '400',
      },
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.address.port) },
    }
    return { imap, smtp, ...(await writing({ env })), stop: () => Promise.all([imap.stop(), smtp.stop()]) }
  }

  it('a letter is kept here, which is said, and goes over later', async () => {
    const { imap, site, page, stop } = await away()
    imap.refuse()
    const saved = await page.press('Enregistrer', { ...letter, body: 'Sans serveur.' })
    expect(saved.words).toContain('ici, en attendant le serveur de messagerie')
    expect(typedIn(saved)['body']).toBe('Sans serveur.')
    const closed = await saved.press('Enregistrer et fermer')
    expect(closed.words).toContain('Brouillon enregistré.')
    expect(closed.words).toContain('Brouillons gardés ici')
    expect(closed.words).toContain('Une version plus ancienne est dans « Brouillons ».')

    imap.pass()
    // Any request takes it over within a minute, its own page at once.
    await (await site.browser.open('/outbox')).follow(letter.subject)
    await eventually(async () => !(await site.browser.open('/outbox')).words.includes('Brouillons gardés ici'))
    await stop()
  })

  it.each(['refuse', 'silence'] as const)(
    'a letter leaves without the folders (%s), and its copy follows',
    async (fault) => {
      const { imap, site, page, stop } = await away()
      imap[fault]()
      const after = await sendWithThird(page)
      expect(after.words).toMatch(/Message envoyé\.|Le message est parti, mais sa copie n’a pas pu être rangée/)

      imap.pass()
      imap.restart()
      expect((await site.browser.open('/outbox')).words).toMatch(/Envoyé(, copie à refaire)? Objet/)
      await stop()
    },
  )

  it('a letter waits in the outbox, whole, when both are away', async () => {
    const { imap, smtp, page, stop } = await away()
    imap.refuse()
    smtp.refuse()
    const after = await sendWithThird(page)
    expect(after.words).toContain('Le serveur d’envoi ne répond pas.')

    smtp.pass()
    imap.pass()
    const again = await after.press('Reprendre le message')
    expect(filesOn(again)).toHaveLength(3)
    expect(typedIn(again)['body']).toBe(letter.body)
    await stop()
  })

  it('a letter is parked when both are away and the session has ended', async () => {
    const { imap, smtp, site, page, stop } = await away()
    await endSessions(site, site.user.login)
    imap.refuse()
    smtp.refuse()
    expect((await sendWithThird(page)).url).toContain('/login?kept=true')

    imap.pass()
    smtp.pass()
    const { inbox } = await signIn(site.app, site.user)
    expect(filesOn(await inbox.follow('Reprendre le message'))).toHaveLength(3)
    await stop()
  })

  it('an answer begins as an empty letter, which is said', async () => {
    const { imap, site, stop } = await away()
    imap.refuse()
    const page = await site.browser.open('/compose?kind=reply&folder=INBOX&message=1-1')
    expect(page.status).toBe(200)
    expect(page.words).toContain('la messagerie ne répond pas. Vous pouvez écrire quand même.')
    await stop()
  })
})
