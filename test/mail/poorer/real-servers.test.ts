import { startCourier } from '../../lab/courier.ts'
import { startCyrus, type PoorerServer } from '../../lab/cyrus.ts'
import { lab } from '../../support/lab.ts'
import { everydayWork } from './everyday-work.ts'
import { rebuilding } from './rebuilding.ts'
import { searching } from './searching.ts'
import { signingIn } from './signing-in.ts'

describe.each([
  { name: 'Cyrus divided by slashes', start: () => startCyrus(lab(), { separator: '/' }) },
  { name: 'Cyrus divided by dots, under INBOX', start: () => startCyrus(lab(), { separator: '.' }) },
  { name: 'Courier, which has few extensions', start: () => startCourier(lab()) },
])('$name', ({ start }) => {
  let running: PoorerServer
  beforeAll(async () => {
    running = await start()
  })
  afterAll(() => running.stop())

  const server = () => ({ ours: running.address, theirs: running.address })
  describe('signing in', () => signingIn(server))
  describe('searching and sorting', () => searching(server))
  rebuilding(server)
  everydayWork(server, { precise: true })
})
