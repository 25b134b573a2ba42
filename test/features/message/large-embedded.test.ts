import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'

const head = ['From: b@c.example', 'Date: Tue, 24 Nov 2026 10:00:00 +0100', 'MIME-Version: 1.0']

const file = (name: string, bytes: number) => [
  '--i',
  'Content-Type: application/pdf',
  `Content-Disposition: attachment; filename=${name}`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.alloc(bytes, 'abc').toString('base64').replace(/.{76}/g, '$&\r\n'),
]

/** A message whose message inside has a small file, then one that takes it past what is read here. */
function outer(): string {
  const inner = [
    ...[...head, 'Subject: dedans', 'Content-Type: multipart/mixed; boundary=i', '', '--i', '', 'Voir les plans.'],
    ...[...file('petit.pdf', 3_000), ...file('grand.pdf', 20_000_000), '--i--', ''],
  ]
  return [
    ...[...head, 'Subject: dehors', 'Content-Type: multipart/mixed; boundary=o', '', '--o', '', 'Ci-joint.'],
    ...['--o', 'Content-Type: message/rfc822', 'Content-Disposition: attachment; filename=m.eml', ''],
    ...[...inner, '--o--', ''],
  ].join('\r\n')
}

describe('a message inside a message that is too large to be read', () => {
  it('never gives half of a file for the whole of it, and says where the whole is', async () => {
    const site = await webmail()
    await lab().append(site.user, 'INBOX', { raw: outer() })
    const list = await site.browser.open('/mail/INBOX')
    const page = await (await list.follow('dehors')).follow('Ouvrir')

    expect(page.words).toContain('Ce message joint est trop gros pour être ouvert en entier ici.')
    expect(page.words).not.toContain('trop de parties')
    expect(page.words).toContain('grand.pdf incomplet ici Télécharger le message joint entier')
    expect(page.$('.files a').last().attr('href')).toMatch(/\/parts\/2$/)

    const [small, large] = [0, 1].map((index) => `${page.url}/${index}`)
    const whole = await site.browser.agent.get(small ?? '').expect(200)
    expect((whole.body as Buffer).length).toBe(3_000)

    const refused = await site.browser.open(large ?? '')
    expect(refused.status).toBe(413)
    expect(refused.words).toContain('« grand.pdf »')
    expect(refused.$('.problem a').last().attr('href')).toMatch(/\/parts\/2$/)
  }, 30_000)
})
