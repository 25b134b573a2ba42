import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'
import { letter, openServer } from './open-mail.ts'

/** A user of 520 folders and those everybody has, and what is said to the server meanwhile. */
async function openMany(): Promise<{ user: LabUser; account: MailAccount; listings: () => number }> {
  const user = await lab().addUser()
  await lab().append(user, 'INBOX', { raw: letter('Makes the mailbox') })
  for (let number = 1; number <= 520; number++) await lab().seedMaildir(user.login, `Classe ${number}`, [])
  let sent = ''
  const server = openServer({
    wire: () => (direction, bytes) => (sent += direction === 'sent' ? Buffer.from(bytes).toString() : ''),
  })
  const account = await server.signIn(user.login, user)
  return { user, account, listings: () => sent.split(' LIST ').length - 1 }
}

describe('a mailbox of many folders', () => {
  it('is not listed anew for each page, and yet shows at once what its owner changes', async () => {
    const { account, listings } = await openMany()
    const first = await account.folders()
    expect(first.length).toBeGreaterThan(520)
    const before = listings()

    await account.listMessages('INBOX', { page: 1, size: 25 })
    expect(await account.folders()).toEqual(first)
    expect(listings()).toBe(before)

    await account.createFolder({ name: 'Nouvelle' })
    expect((await account.folders()).map(({ path }) => path)).toContain('Nouvelle')
  })

  it('is listed again a while later, when another program may have changed it', async () => {
    const { account, user } = await openMany()
    await account.folders()
    await account.createFolder({ name: 'Relue vite' })
    await account.folders()

    await lab().asUser(user, (imap) => imap.mailboxCreate('Venue d’ailleurs'))

    const limit = Date.now() + 30_000
    while (!(await account.folders()).some(({ path }) => path === 'Venue d’ailleurs')) {
      if (Date.now() > limit) throw new Error('It never came')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
})
