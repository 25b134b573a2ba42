import { randomBytes } from 'node:crypto'
import { dataAddresses } from '../../../src/features/message/data-address.ts'
import { picturesAsData } from '../../../src/features/message/pictures.ts'
import { plain } from '../../support/browser.ts'
import { download } from '../../support/download.ts'
import { webmail } from '../../support/webmail.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

interface File {
  filename: string
  content: Buffer | string
  contentType?: string
  cid?: string
}

/** A message with these files, open. */
async function opened(files: File[], html?: string) {
  const site = await webmail()
  await site.mail.deliver({
    from: 'x@y.example',
    subject: 'Fichiers',
    text: 'Voici.',
    ...(html && { html }),
    attachments: files,
  })
  const list = await site.browser.open('/mail/INBOX')
  return { ...site, page: await list.follow('Fichiers') }
}

describe('the files of a message', () => {
  it('count an invitation once, though its calendar comes as a body and as a file', async () => {
    const { mail, browser } = await webmail()
    const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
    await mail.deliver({
      subject: 'Invitation',
      text: 'Conseil.',
      icalEvent: { method: 'REQUEST', filename: 'invitation.ics', content },
    })

    const list = await browser.open('/mail/INBOX')
    const page = await list.follow('Invitation')

    expect(list.words).toContain('1 pièce jointe')
    expect(plain(page.$('article h2').text())).toBe('1 pièce jointe')
    expect(page.$('.files li')).toHaveLength(1)
    expect(page.$('.files').text()).toContain('invitation.ics')
  })

  it('are listed with type, size and time, and saved byte for byte under their French names', async () => {
    const content = randomBytes(300_000)
    const site = await opened([{ filename: 'relevé n°1 – été.pdf', content, contentType: 'application/pdf' }])

    const row = site.page.$('.files li')
    expect(plain(row.text())).toBe('relevé n°1 – été.pdf PDF, 293 Ko, environ 2 s Télécharger Voir')
    expect(plain(site.page.$('article h2').text())).toBe('1 pièce jointe')

    const file = await download(site, row.find('a').attr('href'))
    expect(file.bytes.equals(content)).toBe(true)
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="releve n_1 - ete.pdf"; filename*=UTF-8''relev%C3%A9%20n%C2%B01%20%E2%80%93%20%C3%A9t%C3%A9.pdf`,
    )
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.headers['content-security-policy']).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
    expect(file.headers['cache-control']).toBe('private, no-store, no-transform')
  })

  it('are viewed when they are a picture or a text', async () => {
    const site = await opened([
      { filename: 'plan.png', content: png, contentType: 'image/png' },
      { filename: 'liste.txt', content: 'Élèves : <b>été</b>', contentType: 'text/plain; charset=utf-8' },
    ])
    const [picture, text] = site.page
      .$('.files a')
      .filter((_index, link) => site.page.$(link).text() === 'Voir')
      .toArray()

    const shown = await download(site, site.page.$(picture).attr('href'))
    const read = await download(site, site.page.$(text).attr('href'))

    expect(shown.bytes.equals(png)).toBe(true)
    expect(shown.headers['content-type']).toBe('image/png')
    expect(shown.headers['content-disposition']).toMatch(/^inline/)
    expect(read.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(read.bytes.toString('utf8')).toBe('Élèves : <b>été</b>')
  })

  it.each(['image/png', 'image/svg+xml', 'text/html', 'application/xhtml+xml', 'application/pdf'])(
    'are never viewed as a page, whatever %s says',
    async (contentType) => {
      const site = await opened([
        { filename: 'image.png', content: '<html><script>alert(1)</script></html>', contentType },
      ])
      const href = site.page.$('.files a').first().attr('href') ?? ''

      const view = await site.browser.open(`${href}/view`)
      const saved = await download(site, href)

      expect(view.status).toBe(415)
      expect(view.words).toContain('Ce fichier ne peut pas être affiché ici')
      expect(view.html).not.toContain('alert(1)')
      expect(saved.headers['content-disposition']).toMatch(/^attachment/)
      expect(saved.headers['content-type']).not.toMatch(/html|svg/)
    },
  )

  it('keep names that are no path, no header and no trick', async () => {
    const names = ['../../etc/passwd', 'C:\\Users\\x\\note.txt', 'a\r\nSet-Cookie: x=1.txt', 'photo\u202egpj.exe', '']
    const site = await opened(names.map((filename) => ({ filename, content: 'x', contentType: 'application/x-y' })))
    const links = site.page.$('.files a').toArray()
    expect(links).toHaveLength(names.length)

    for (const link of links) {
      const { headers } = await download(site, site.page.$(link).attr('href'))
      expect(headers['content-disposition']).not.toMatch(/[/\\\r\n\u202e]|\.\./)
      expect(headers['set-cookie']).toBeUndefined()
    }
  })

  it('that are not there say so', async () => {
    const { page, browser } = await opened([{ filename: 'a.pdf', content: 'a' }])
    const href = page.$('.files a').attr('href') ?? ''
    for (const section of ['99', '1.1.1.1', 'x', 'TEXT', '0', '2%0d%0aA']) {
      const missing = await browser.open(href.replace(/[^/]+$/, section))
      expect([section, missing.status]).toEqual([section, 404])
    }
  })
})

describe('pictures in the letter', () => {
  const files = [{ filename: 'plan.png', content: png, contentType: 'image/png', cid: 'plan@x' }]

  it('are drawn where the letter shows them, and are no file then', async () => {
    const site = await opened(files, '<p>Le plan : <img src="cid:plan@x" alt="plan"></p>')
    const picture = site.page.$('.letter img')

    expect((await download(site, picture.attr('src'))).bytes.equals(png)).toBe(true)
    expect(site.page.$('.files')).toHaveLength(0)
    expect((await site.page.follow('Voir le texte seul')).$('.files li')).toHaveLength(1)
  })

  it('travel inside a designed letter, whose frame has no cookie to ask with', async () => {
    const table = '<table width="600" bgcolor="#ffffff"><tr><td bgcolor="#123456">'
    const site = await opened(
      files,
      `<html><head><style>td{padding:4px}</style></head><body bgcolor="#eeeeee">${table}${table}${table}Lettre <img src="cid:plan@x"></td></tr></table></td></tr></table></td></tr></table></body></html>`,
    )
    const letter = await site.browser.open(site.page.$('iframe').attr('src') ?? '')

    expect(letter.html).toContain(`data:image/png;base64,${png.toString('base64')}`)
  })

  it('that cannot be had are left out, and the letter still shows the others', async () => {
    const { parts, user } = await opened(files, '<p><img src="cid:plan@x"></p>')
    const mail = parts.mail.account('reader', user)
    const [message] = (await mail.listMessages('INBOX', { page: 1, size: 1 })).items
    if (!message) throw new Error('no message')
    const { ref } = message
    const [picture] = (await mail.readMessage(ref)).anatomy.embedded
    if (!picture) throw new Error('no picture')

    const embedded = { parts: [{ ...picture, section: '9' }, picture], asAddress: dataAddresses({ economy: false }) }
    const drawn = await picturesAsData(mail, ref, embedded)

    expect([...drawn.keys()]).toEqual([picture.section])
  })

  it('that are not pictures, or belong to nobody, are not drawn', async () => {
    const disguised = [
      { filename: 'x.png', content: '<svg onload="alert(1)">', contentType: 'image/svg+xml', cid: 'x@x' },
    ]
    const site = await opened(disguised, '<p>a <img src="cid:x@x" alt="un"> <img src="cid:autre@x" alt="deux"></p>')

    expect(site.page.$('.letter img[src*="svg"]')).toHaveLength(0)
    expect(site.page.$('.letter img[src^="cid:"]')).toHaveLength(0)
  })
})

describe('a message inside a message', () => {
  const inner = [
    'From: Sophie Martin <s@y.example>',
    'Subject: =?utf-8?Q?D=C3=A9dans?=',
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Les mots du message joint.',
    '--x',
    'Content-Type: application/octet-stream; name="données.bin"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="donnees.bin"',
    '',
    Buffer.from('octets').toString('base64'),
    '--x--',
    '',
  ].join('\r\n')

  it('has a page of its own, with its own files', async () => {
    const site = await opened([{ filename: 'joint.eml', content: inner, contentType: 'message/rfc822' }])
    const page = await site.page.follow('Ouvrir')

    expect(plain(page.$('h1').text())).toBe('Dédans')
    expect(plain(page.$('.from > p').text())).toBe('Sophie Martin s@y.example')
    expect(page.$('.letter').text()).toContain('Les mots du message joint.')
    expect((await download(site, page.$('.files a').attr('href'))).bytes.toString()).toBe('octets')
    expect(plain((await page.follow('Revenir au message qui le contient')).$('h1').text())).toBe('Fichiers')
  })
})
