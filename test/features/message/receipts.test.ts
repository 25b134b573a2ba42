import { readFileSync } from 'node:fs'
import { plain } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const raw = (receiptTo: string, { from = 'Zoé <zoe@dehors.example>', extra = [] as string[] } = {}) =>
  [
    `From: ${from}`,
    'Date: Tue, 24 Nov 2026 09:42:00 +0100',
    `Disposition-Notification-To: ${receiptTo}`,
    'Message-ID: <demande@dehors.example>',
    ...extra,
    'Subject: x',
    '',
    'Bonjour.',
    '',
  ].join('\r\n')

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')

async function opened(site: Webmail, message: string, flags: string[] = []) {
  await site.mail.append('INBOX', { raw: message, flags })
  return (await site.browser.open('/mail/INBOX')).follow('x')
}

const said = ({ $ }: Awaited<ReturnType<typeof opened>>) => plain($('#dit').text())

/** Receipts that left for an address of this test's own. */
const receiptsTo = async (address: string) => (await lab().outgoing()).filter(({ to }) => to.includes(address))

const newAddress = () => `zoe-${crypto.randomUUID()}@dehors.example`

describe('a request for a read receipt', () => {
  it('is a question, and reading sends nothing', async () => {
    const address = newAddress()
    const page = await opened(await webmail(), raw(address, { from: `Zoé <${address}>` }))

    expect(page.words).toContain('Zoé demande un accusé de lecture.')
    expect(page.$('input[name=do-receipt]').attr('value')).toBe('Envoyer l’accusé')
    expect(await receiptsTo(address)).toHaveLength(0)
  })

  it('is answered once, from the address it was sent to and from nobody on the envelope', async () => {
    const address = newAddress()
    const other = `marie-${crypto.randomUUID()}@ac-lyon.example`
    const site = await webmail({ user: { addresses: ['marie@ac-lyon.example', other] } })
    const page = await opened(site, raw(address, { extra: [`To: ${other}`] }))
    const after = await page.press('Envoyer l’accusé')
    const twice = await page.press('Envoyer l’accusé')
    const [receipt, second] = await receiptsTo(address)

    expect(said(after)).toBe('Accusé de lecture envoyé.')
    expect(after.$('input[name=do-receipt]')).toHaveLength(0)
    expect(said(twice)).toContain('Rien n’a été envoyé')
    expect(second).toBeUndefined()
    expect(receipt?.from).toBe('')
    const text = receipt?.raw.toString() ?? ''
    expect(text).toContain(`Final-Recipient: rfc822;${other}`)
    expect(text).toContain('Original-Message-ID: <demande@dehors.example>')
  })

  it('is declined for good, and other programs know', async () => {
    const address = newAddress()
    const site = await webmail()
    const page = await opened(site, raw(address))
    const after = await page.press('Ne pas envoyer')
    const keywords = await lab().asUser(site.user, async (imap) => {
      await imap.mailboxOpen('INBOX')
      const [message] = await imap.fetchAll('1', { flags: true })
      return [...(message?.flags ?? [])]
    })

    expect(said(after)).toBe('Aucun accusé de lecture ne sera envoyé pour ce message.')
    expect(after.$('input[name=do-receipt]')).toHaveLength(0)
    expect(keywords).toContain('$MDNSent')
    expect(await receiptsTo(address)).toHaveLength(0)
  })

  it('says where it would go when that is somewhere else', async () => {
    const page = await opened(await webmail(), fixture('receipt-to-somebody-else.eml'))
    expect(page.words).toContain('Zoé demande un accusé de lecture, qui irait à suivi@ailleurs.example.')
  })

  it('stands again when the sending server did not take it', async () => {
    const page = await opened(await webmail(), raw(`refuse+${crypto.randomUUID()}@dehors.example`))
    const after = await page.press('Envoyer l’accusé')
    expect(said(after)).toContain('L’accusé de lecture n’est pas parti')
    expect(after.$('input[name=do-receipt]')).toHaveLength(1)
  })

  it('is not asked of one’s own message, of one that was answered elsewhere, or of a crowd', async () => {
    const site = await webmail()
    const own = await opened(site, raw('a@b.example', { from: site.user.address }))
    const answered = await opened(site, raw('a@b.example'), ['$mdnsent'])
    const crowd = await opened(site, fixture('receipt-to-a-crowd.eml'))
    for (const page of [own, answered, crowd]) expect(page.$('input[name=do-receipt]')).toHaveLength(0)
  })
})
