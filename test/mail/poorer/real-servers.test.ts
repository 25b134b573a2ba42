import type { PoorerServer } from '../../lab/cyrus.ts'
import { otherServers } from '../../support/other-servers.ts'
import { everydayWork } from './everyday-work.ts'
import { rebuilding } from './rebuilding.ts'
import { searching } from './searching.ts'
import { signingIn } from './signing-in.ts'

describe.each(otherServers)('$name', ({ start }) => {
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
