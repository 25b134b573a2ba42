import fc from 'fast-check'
import { createApp } from '../../../src/app.ts'
import { uniqueNames } from '../../../src/features/message/unique-names.ts'
import type { MailServer } from '../../../src/mail/index.ts'
import { winmail } from '../../lab/seed/winmail.ts'
import { download } from '../../support/download.ts'
import { signIn, webmail } from '../../support/webmail.ts'

const letter = (files: { filename: string; content: Buffer | string; contentType?: string }[]) => ({
  from: 'x@y.example',
  subject: 'Fichiers',
  text: 'Voici.',
  attachments: files,
})

async function opened(files: Parameters<typeof letter>[0]) {
  const site = await webmail()
  await site.mail.deliver(letter(files))
  return { ...site, page: await (await site.browser.open('/mail/INBOX')).follow('Fichiers') }
}

/** Names in the directory at the end of an archive (APPNOTE 4.3.12). */
function namesIn(zip: Buffer): string[] {
  const names: string[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4))
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)))
  return names
}

describe('all attachments as one file', () => {
  it('holds each under a safe name of its own', async () => {
    const { page, browser } = await opened([
      { filename: 'Relevé.txt', content: 'premier' },
      { filename: 'relevé.TXT', content: 'second' },
      { filename: '../../etc/passwd', content: 'troisième' },
    ])
    const link = page.$('a').filter((_, a) => page.$(a).text() === 'Tout télécharger (.zip)')
    const { bytes, headers } = await download({ browser }, link.attr('href') ?? '')

    expect(namesIn(bytes)).toEqual(['Relevé.txt', 'relevé (2).TXT', 'passwd'])
    for (const content of ['premier', 'second', 'troisième']) expect(bytes.includes(content)).toBe(true)
    expect(headers['content-disposition']).toBe('attachment; filename="Fichiers.zip"')
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('holds what Outlook packed instead of its winmail.dat, as it is when it is none', async () => {
    const { page, browser } = await opened([
      { filename: 'winmail.dat', content: winmail('Convention.pdf', Buffer.from('%PDF packed')) },
      { filename: 'Convention.pdf', content: '%PDF beside' },
      { filename: 'winmail.dat', content: 'not Outlook’s' },
    ])
    const { bytes } = await download({ browser }, `${page.url}/attachments.zip`)

    expect(namesIn(bytes)).toEqual(['Convention.pdf', 'Convention (2).pdf', 'winmail.dat'])
    for (const content of ['%PDF packed', '%PDF beside', 'not Outlook’s']) expect(bytes.includes(content)).toBe(true)
    expect(bytes.includes('IPM.Microsoft')).toBe(false)
  })

  it('is not offered for one file alone, and is nothing where there is none', async () => {
    const one = await opened([{ filename: 'a.txt', content: 'a' }])
    expect(one.page.words).not.toContain('Tout télécharger')
    const none = await opened([])
    await none.browser.agent.get(`${none.page.url}/attachments.zip`).expect(404)
  })

  it('breaks off when one of them cannot be had: no half archive passes for whole', async () => {
    const site = await opened([
      { filename: 'a.txt', content: 'a' },
      { filename: 'b.txt', content: 'b' },
    ])
    const mail: MailServer = {
      ...site.parts.mail,
      account: (...who) => {
        const account = site.parts.mail.account(...who)
        const openPart: typeof account.openPart = (ref, section) =>
          section === '3' ? Promise.reject(new Error('gone')) : account.openPart(ref, section)
        return { ...account, openPart }
      },
    }
    const { browser } = await signIn(createApp({ ...site.parts, mail }), site.user)
    await expect(download({ browser }, `${site.page.url}/attachments.zip`)).rejects.toThrow(/aborted/)
  })
})

describe('names in one folder', () => {
  it('are each once, whatever the case', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a.txt', 'A.TXT', 'a (2).txt', 'b', 'B', '.c')), (names) => {
        const unique = uniqueNames(names)
        expect(new Set(unique.map((name) => name.toLowerCase())).size).toBe(names.length)
      }),
    )
  })
})

describe('a PDF', () => {
  const pdf = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj <<>> endobj\n')

  it('is looked at alone in its page, in a sandbox', async () => {
    const { page, browser } = await opened([{ filename: 'note.pdf', content: pdf, contentType: 'application/pdf' }])
    const { bytes, headers } = await download({ browser }, page.$('a[aria-label="Voir note.pdf"]').attr('href') ?? '')
    expect(bytes.equals(pdf)).toBe(true)
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' })
    expect(headers['content-disposition']).toMatch(/^inline/)
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
  })

  it('that is none is not shown', async () => {
    const files = [{ filename: 'note.pdf', content: '<script>alert(1)</script>', contentType: 'application/pdf' }]
    const { page } = await opened(files)
    expect((await page.follow('Voir')).status).toBe(415)
  })
})
