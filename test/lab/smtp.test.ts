import { createTransport, type SendMailOptions } from 'nodemailer'
import { readFileSync } from 'node:fs'
import { lab } from '../support/lab.ts'
import { SmtpRefusal, startLab, type LabPlaces, type LabUser } from './index.ts'

const send = (places: LabPlaces, { login, password }: LabUser, mail: SendMailOptions) =>
  createTransport({
    ...places.smtp,
    requireTLS: true,
    tls: { ca: readFileSync(places.certificate), servername: 'localhost' },
    auth: { user: login, pass: password },
  }).sendMail(mail)

describe('the lab’s submission listener', () => {
  it('delivers to the addresses of its users and keeps mail for other domains', async () => {
    const sender = await lab().addUser()
    const reader = await lab().addUser({ addresses: [`${sender.login}.lecteur@ac-lyon.example`] })
    const messageId = `<${sender.login}@ac-lyon.example>`
    const outside = `${sender.login}@dehors.example`
    await send(lab(), sender, { messageId, from: sender.address, to: [reader.address, outside], text: 'Bonjour' })

    expect(await lab().deliveries(messageId)).toEqual([reader.address, outside])
    const inbox = await lab().asUser(reader, (imap) => imap.status('INBOX', { messages: true }))
    expect(inbox).toMatchObject({ messages: 1 })
    const kept = (await lab().outgoing()).filter(({ to }) => to.includes(outside))
    expect(kept).toMatchObject([{ from: sender.address, to: [outside] }])
    expect(kept[0]?.raw.toString()).toContain('Bonjour')
  })

  it('refuses each recipient on its own: unknown, full, scripted', async () => {
    const sender = await lab().addUser()
    const full = await lab().addUser({ quotaMb: 1 })
    const room = Array.from({ length: 12 }, () => ({ raw: 'x'.repeat(100_000), date: new Date() }))
    await lab().seedMaildir(full.login, 'INBOX', room)
    const refused = [
      `personne-${sender.login}@ac-lyon.example`,
      full.address,
      `refuse+${sender.login}@dehors.example`,
      `plus-tard+${sender.login}@dehors.example`,
    ]
    const { rejectedErrors } = await send(lab(), sender, {
      from: sender.address,
      to: [sender.address, ...refused],
      text: 'x',
    })
    expect(rejectedErrors?.map((error) => 'responseCode' in error && error.responseCode)).toEqual([550, 552, 550, 451])
  })

  it('takes a deferred recipient as often later as its name says', async () => {
    const sender = await lab().addUser()
    const mail = { from: sender.address, to: `plus-tard-2+${sender.login}@dehors.example`, text: 'x' }
    await expect(send(lab(), sender, mail)).rejects.toMatchObject({ responseCode: 451 })
    await expect(send(lab(), sender, mail)).rejects.toMatchObject({ responseCode: 451 })
    await expect(send(lab(), sender, mail)).resolves.toMatchObject({ accepted: [mail.to] })
  })

  it('asks Dovecot about passwords', async () => {
    const sender = await lab().addUser()
    const wrong = { ...sender, password: 'autre' }
    await expect(send(lab(), wrong, { from: sender.address, to: sender.address })).rejects.toMatchObject({
      code: 'EAUTH',
    })
  })

  it('lets a test refuse a message after its text', async () => {
    const started = await startLab({ tls: true })
    try {
      const sender = await started.addUser()
      started.smtpHooks.onData = () => {
        throw new SmtpRefusal(554, '5.7.1 Not today')
      }
      const mail = { messageId: '<non@ac-lyon.example>', from: sender.address, to: sender.address, text: 'x' }
      await expect(send(started, sender, mail)).rejects.toMatchObject({ responseCode: 554 })
      expect(await started.deliveries(mail.messageId)).toEqual([])
    } finally {
      await started.stop()
    }
  })
})
