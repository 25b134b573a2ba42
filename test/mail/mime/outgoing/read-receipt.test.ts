import { buildReadReceipt, type ReadReceipt } from '../../../../src/mail/mime/read-receipt.ts'

const build = async (some: Partial<ReadReceipt> = {}) => {
  const receipt = {
    from: { name: 'Marie Dupont', address: 'marie@ac-lyon.example' },
    to: [{ name: 'Zoé', address: 'zoe@lyon.example' }],
    messageId: '<1@lyon.example>',
    subject: 'Lu : Réunion',
    words: 'Votre message a été affiché.',
    date: new Date('2026-11-24T08:00:00Z'),
    ...some,
  }
  return (await buildReadReceipt(receipt)).toString('latin1')
}

describe('a read receipt', () => {
  it('is a report for people and for programs', async () => {
    const receipt = await build()
    expect(receipt).toMatch(/^Content-Type: multipart\/report; report-type=disposition-notification;\r\n/m)
    expect(receipt).toMatch(/^In-Reply-To: <1@lyon.example>\r\n/m)
    expect(receipt).toMatch(/^Auto-Submitted: auto-replied\r\n/m)
    expect(receipt).toContain(
      [
        'Content-Type: message/disposition-notification',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Reporting-UA: Traboule',
        'Final-Recipient: rfc822;marie@ac-lyon.example',
        'Original-Message-ID: <1@lyon.example>',
        'Disposition: manual-action/MDN-sent-manually; displayed',
        '',
      ].join('\r\n'),
    )
  })

  it('asks for no receipt itself', async () => {
    expect(await build()).not.toMatch(/^(?:Disposition-Notification-To|Return-Receipt-To):/im)
  })

  it('lets nothing of the message it tells of break out of its fields', async () => {
    const receipt = await build({
      messageId: '<1@x>\r\nBcc: evil@x.example',
      subject: 'Lu : a\r\nBcc: evil@x.example',
      to: [{ name: 'Z"\r\nBcc: evil@x.example', address: 'zoe@lyon.example' }],
    })
    expect(receipt).not.toMatch(/^Bcc:/im)
    expect(receipt).not.toContain('Original-Message-ID')
  })
})
