import { readFileSync } from 'node:fs'
import { winmail } from '../../lab/seed/winmail.ts'
import { webmail } from '../../support/webmail.ts'

const pdf = Buffer.from('%PDF-1.4 convention')

async function opened(content: Buffer, contentType = 'application/ms-tnef') {
  const site = await webmail()
  const attachments = [{ filename: 'winmail.dat', content, contentType }]
  await site.mail.deliver({ from: 'x@y.example', subject: 'x', text: 'Voici.', attachments })
  return { ...site, page: await (await site.browser.open('/mail/INBOX')).follow('x') }
}

describe('a winmail.dat', () => {
  it.each(['application/ms-tnef', 'application/octet-stream'])(
    'shows what it holds like any file: %s',
    async (type) => {
      const { page, browser } = await opened(winmail('Convention.pdf', pdf), type)
      expect(page.$('.files b').text()).toBe('Convention.pdf')
      expect(page.words).not.toContain('winmail.dat')

      const file = await browser.agent.get(page.$('.files a').attr('href') ?? '').expect(200)
      expect(file.headers['content-type']).toBe('application/pdf')
      expect(file.headers['content-disposition']).toBe('attachment; filename="Convention.pdf"')
      expect(file.headers['content-security-policy']).toContain('sandbox')
      expect((file.body as Buffer).toString()).toBe(pdf.toString())
    },
  )

  it('is saved as it is when it is none', async () => {
    const { page, browser } = await opened(Buffer.from('not Outlook’s'))
    expect(page.$('.files b').text()).toBe('winmail.dat')
    const { url } = page
    await browser.agent.get(`${url}/parts/2/winmail/0`).expect(404)
    await browser.agent.get(`${url}/parts/1/winmail/0`).expect(404)
  })

  it('whose lengths lie gives what could be read, itself beside it, and says so', async () => {
    const site = await webmail()
    const place = new URL('../../fixtures/winmail-with-a-length-that-lies.eml', import.meta.url)
    await site.mail.append('INBOX', { raw: readFileSync(place, 'utf8') })
    const page = await (await site.browser.open('/mail/INBOX')).follow('x')

    const names = page.$('.files b').toArray()
    expect(names.map((name) => page.$(name).text())).toEqual(['Convention.pdf', 'winmail.dat'])
    expect(page.words).toContain('tout n’a pas pu y être lu')
  })

  it('of more than 10 MB stays a file, and the page says why', async () => {
    const { page } = await opened(winmail('Film.mp4', Buffer.alloc(10.5 * 1024 * 1024)))

    expect(page.$('.files b').text()).toBe('winmail.dat')
    expect(page.words).toContain('« winmail.dat » vient d’Outlook et dépasse 10 Mo')
  })
})
