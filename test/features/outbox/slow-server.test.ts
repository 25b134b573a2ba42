import { startFaultProxy } from '../../lab/fault-proxy.ts'
import { eventually } from '../../support/compose.ts'
import { plain } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'

it('shows a letter on its way when the sending server takes longer than a page may', async () => {
  const proxy = await startFaultProxy(lab().smtp)
  const env = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(proxy.address.port), MAIL_CONNECT_MS: '30000' }
  const { browser } = await webmail({ env })
  try {
    const letter = await browser.open('/compose')
    proxy.silence()

    const after = await letter.press('Envoyer', { subject: 'Sujet', body: 'Texte.', to: 'lea@b.example' })

    expect(after.url).toMatch(/^\/outbox\//)
    expect(plain(after.$('article .tag').text())).toBe('En cours d’envoi')
    proxy.pass()
    await eventually(async () => plain((await browser.open(after.url)).$('article .tag').text()) === 'Envoyé')
  } finally {
    await proxy.stop()
  }
}, 30_000)
