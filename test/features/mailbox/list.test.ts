import { application, webmail } from '../../support/webmail.ts'
import { plain } from '../../support/browser.ts'

/** One message of a few lines, as its sender's program would have written it. */
const raw = (lines: string[], text = 'Bonjour.') => [...lines, '', text, ''].join('\r\n')

const from = 'From: "Karim Benali" <karim.benali@ac-lyon.example>'

describe('reading a folder', () => {
  it('lists the newest messages first, twenty-five to a page, and says which page it is', async () => {
    const { mail, browser } = await webmail()
    for (let day = 1; day <= 26; day++)
      await mail.deliver({ from: 'x@y.example', subject: `Jour ${day}.`, text: 'Bonjour' })

    const first = await browser.open('/mail/INBOX')
    const second = await first.follow('Plus anciens')

    expect(first.words).toContain('Jour 26.')
    expect(first.words).not.toContain('Jour 1.')
    expect(plain(first.$('title').text())).toBe('Boîte de réception (26 non lus), page 1 sur 2 – Traboule')
    expect(second.url).toBe('/mail/INBOX?page=2')
    expect(second.words).toContain('Jour 1.')
    expect(second.words).toContain('Messages 26 à 26 sur 26')
  })

  it('shows the last page when asked for one beyond it, and the first for nonsense', async () => {
    const { mail, browser } = await webmail()
    for (let day = 1; day <= 26; day++)
      await mail.deliver({ from: 'x@y.example', subject: `Jour ${day}.`, text: 'Bonjour' })

    expect((await browser.open('/mail/INBOX?page=99')).words).toContain('Jour 1.')
    for (const page of ['abc', '-1', '0', '1e99', '%00', '1&page=2&only[]=x']) {
      const visit = await browser.open(`/mail/INBOX?page=${page}`)
      expect([page, visit.status, visit.words.includes('Jour 26.')]).toEqual([page, 200, true])
    }
  })

  it('says in words what has become of a message', async () => {
    const { mail, browser } = await webmail()
    const flags = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '$Forwarded']
    await mail.append('INBOX', {
      raw: raw([from, 'Subject: Tout', 'X-Priority: 1 (Highest)', 'Importance: high']),
      flags,
    })
    await mail.deliver({
      from: 'x@y.example',
      subject: 'Neuf',
      text: 'a',
      attachments: [
        { filename: 'a.pdf', content: 'a' },
        { filename: 'b.pdf', content: 'b' },
      ],
    })

    const page = await browser.open('/mail/INBOX')
    const rows = page
      .$('ul.mail li')
      .toArray()
      .map((row) => plain(page.$(row).text()))

    expect(rows[0]).toContain('Non lu. x@y.example')
    expect(rows[0]).toContain('2 pièces jointes')
    for (const state of ['Importance haute', 'Répondu', 'Transféré', 'Suivi', 'Supprimé'])
      expect(rows[1]).toContain(state)
    expect(rows[1]).not.toContain('Non lu')
    expect(page.$('ul.mail li.new')).toHaveLength(1)
  })

  it('names a tick-box by the subject and the sender of its message', async () => {
    const { mail, browser } = await webmail()
    await mail.append('INBOX', { raw: raw([from, 'Subject: Conseil de classe']) })

    const { $ } = await browser.open('/mail/INBOX')
    const ids = $('input[type=checkbox]').attr('aria-labelledby')?.split(' ') ?? []

    expect(ids.map((id) => plain($(`#${id}`).text()))).toEqual(['Conseil de classe', 'Non lu. Karim Benali'])
  })

  it('shows mail without date, sender or subject', async () => {
    const { mail, browser } = await webmail()
    await mail.append('INBOX', { raw: raw(['X-Nothing: at all']) })

    const page = await browser.open('/mail/INBOX')

    expect(page.words).toContain('Expéditeur inconnu')
    expect(page.words).toContain('(sans objet)')
  })

  it('shows what a stranger wrote as text, never as markup', async () => {
    const { mail, browser } = await webmail()
    const hostile = '"><script>alert(1)</script>'
    await mail.append('INBOX', {
      raw: raw([`From: "${hostile.replaceAll('"', '')}" <a@b.example>`, `Subject: ${hostile}`], hostile),
    })
    await mail.createFolder(hostile.replace('/', ''))

    const page = await browser.open('/mail/INBOX')

    expect(page.words).toContain(hostile)
    expect(page.html).not.toContain('<script>alert')
    expect(page.$('script')).toHaveLength(page.$('script[src^="/static/"]').length)
  })

  it('says « À » whom in sent mail, and opens a draft for writing', async () => {
    const { mail, browser } = await webmail()
    const to = 'To: Sophie Martin <s@y.example>, a@y.example, b@y.example, c@y.example'
    await mail.append('Envoyés', { raw: raw([from, to, 'Subject: Parti']), flags: ['\\Seen'] })
    await mail.append('Brouillons', { raw: raw([from, 'Subject: Commencé']), flags: ['\\Draft', '\\Seen'] })

    const sent = await browser.open('/mail/Envoy%C3%A9s')
    const drafts = await browser.open('/mail/Brouillons')

    expect(plain(sent.$('.who').text())).toBe('À Sophie Martin, a@y.example et 2 autres')
    expect(drafts.words).toContain('Sans destinataire')
    expect(drafts.$('.what a').attr('href')).toMatch(/^\/compose\?kind=edit&folder=Brouillons&message=\d+-1$/)
  })

  it('gives the whole date to those who do not see the short one', async () => {
    const { mail, browser } = await webmail()
    const date = new Date('2026-03-02T09:42:00+01:00')
    await mail.append('INBOX', { raw: raw([from, 'Subject: x']), date })

    const time = (await browser.open('/mail/INBOX')).$('ul.mail time')

    expect(plain(time.find('[aria-hidden=true]').text())).toBe('2 mars')
    expect(plain(time.find('.out').text())).toBe('lundi 2 mars 2026, 9 h 42')
    expect(time.attr('datetime')).toBe(date.toISOString())
  })

  it('keeps to unread or followed messages when asked, and says which it shows', async () => {
    const { mail, browser } = await webmail()
    await mail.append('INBOX', { raw: raw([from, 'Subject: lu et suivi']), flags: ['\\Seen', '\\Flagged'] })
    await mail.append('INBOX', { raw: raw([from, 'Subject: neuf']) })

    const inbox = await browser.open('/mail/INBOX')
    const unread = await inbox.follow('Non lus')
    const followed = await inbox.follow('Suivis')

    expect(unread.words).toContain('1 message non lu')
    expect(unread.$('ul.mail').text()).not.toContain('lu et suivi')
    expect(unread.$('main [aria-current=page]').text()).toBe('Non lus')
    expect(followed.$('ul.mail').text()).toContain('lu et suivi')
    expect((await followed.follow('Tous')).$('ul.mail li')).toHaveLength(2)
  })

  it('says what to do in a folder where nothing is', async () => {
    const { browser } = await webmail()
    const folders = ['INBOX', 'Brouillons', 'Envoy%C3%A9s', 'Archives', 'Ind%C3%A9sirables', 'Corbeille']
    const sentences = new Set<string>()
    for (const folder of folders) {
      const page = await browser.open(`/mail/${folder}`)
      expect([folder, page.status]).toEqual([folder, 200])
      sentences.add(page.$('.nothing').text())
    }
    expect(sentences.size).toBe(folders.length)
    expect((await browser.open('/mail/INBOX?only=unread')).words).toContain('Aucun message non lu ici')
  })

  it.each(['Élèves & parents', '100 %', '..', '.', '~ vrac', 'Sorties 🚌', 'a"b\'c<d>', 'x?y#z'])(
    'opens a folder named %s',
    async (name) => {
      const { mail, browser, inbox } = await webmail()
      await mail.createFolder(name)
      await mail.append(name, { raw: raw([from, 'Subject: dedans']) })

      const again = await browser.open(inbox.url)
      const href = again
        .$('#dossiers a')
        .filter((_index, link) => plain(again.$(link).contents().first().text()) === name)
        .attr('href')
      const page = await browser.open(href ?? '')

      expect(plain(page.$('h1').text())).toBe(name)
      expect(page.$('ul.mail').text()).toContain('dedans')
    },
  )

  it('says so when the folder does not exist', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/mail/Nulle%20part')
    expect(page.status).toBe(404)
    expect(page.words).toContain('Ce dossier n’existe pas')
  })

  it('shows two users of one process their own mail only', async () => {
    const at = await application()
    const one = await webmail({ at })
    const other = await webmail({ at })
    await one.mail.deliver({ from: 'x@y.example', subject: 'Pour le premier', text: 'a' })

    expect((await one.browser.open('/mail/INBOX')).words).toContain('Pour le premier')
    expect((await other.browser.open('/mail/INBOX')).words).not.toContain('Pour le premier')
  })
})
