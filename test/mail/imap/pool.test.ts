import { createAccount } from '../../../src/mail/imap/account.ts'
import { createCaches } from '../../../src/mail/imap/caches.ts'
import { connect } from '../../../src/mail/imap/connect.ts'
import { lendFolder, type Lender } from '../../../src/mail/imap/lend.ts'
import { listMessages } from '../../../src/mail/imap/list-messages.ts'
import { Pool } from '../../../src/mail/imap/pool.ts'
import { selectFolder } from '../../../src/mail/imap/select-folder.ts'
import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill } from './open-mail.ts'

let user: LabUser
let pool: Pool

beforeEach(async () => {
  user = await lab().addUser()
  const server = { ...lab().imap, tls: 'none' } as const
  const deadlines = { connect: 5000, command: 10_000 }
  pool = new Pool({
    open: () => connect(user, { server, deadlines, tally: { commands: 0 }, onLost: (line) => pool.forget(line) }),
    freed: () => undefined,
    emptied: () => undefined,
  })
})

afterEach(() => {
  for (const line of [...pool.lines]) line.close()
})

describe('the lines of an account', () => {
  it('are never taken from a reader by a search, however long it has waited', async () => {
    const read = await pool.borrow({ folder: 'INBOX', reading: true })
    const other = await pool.borrow({ aside: true })
    await selectFolder(other, 'Archives')
    pool.giveBack(read)

    const search = pool.borrow({ aside: true })
    // Asked for after it, and served once it has waited for that folder as long as anybody waits for the best line.
    const opening = pool.borrow({ folder: 'Archives' })
    expect(await Promise.race([search.then(() => 'the search'), opening.then(() => 'the folder')])).toBe('the folder')

    pool.giveBack(await opening)
    pool.giveBack(other)
    expect(await search).toBe(other)
  })

  it('hear of what goes from the folder one of them lists, though folders change on another', async () => {
    await fill(user, 3)
    const lender: Lender = {
      account: user.login,
      ...createCaches(1_000_000),
      previews: true,
      rolesOf: () => Promise.resolve({}),
      pool: () => pool,
    }
    const account = createAccount(lender)
    const [folder] = await account.folders()
    if (!folder) throw new Error('No INBOX')

    await lendFolder(lender, { folder: 'INBOX', reading: true }, async (context) => {
      const uids = async () =>
        (await listMessages(context, { page: 1, size: 5 }, folder)).items.map(({ ref }) => ref.uid)
      expect(await uids()).toEqual([3, 2, 1])
      await account.createFolder({ name: 'Neuf' })
      await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('2', { uid: true }))
      expect(await uids()).toEqual([3, 1])
    })
  })
})
