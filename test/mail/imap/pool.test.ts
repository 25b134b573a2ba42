import { connect } from '../../../src/mail/imap/connect.ts'
import { Pool } from '../../../src/mail/imap/pool.ts'
import { selectFolder } from '../../../src/mail/imap/select-folder.ts'
import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'

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
})
