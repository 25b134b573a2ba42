/** The SMTP line is cut at a random byte of either direction. `node test/faults/smtp-cuts.ts --sends 500` */
import { parseArgs } from 'node:util'
import { createMailServer, createSubmissionServer } from '../../src/mail/index.ts'
import { createOutbox, createRecentAddresses, createUploads } from '../../src/work/index.ts'
import { startFaultProxy, type FaultProxy } from '../lab/fault-proxy.ts'
import type { LabPlaces } from '../lab/places.ts'
import { asScript, onGround, takeStock, whenQuiet, type Ground, type Tally } from './ground.ts'
import { pressedBy } from './press-order.ts'

export function cutLines(places: LabPlaces, { sends }: { sends: number }): Promise<Tally> {
  return onGround(places, 1, async (ground) => {
    const proxy = await startFaultProxy(places.smtp)
    const { outbox, account, credentials } = sendThrough(ground, { ...places, smtp: proxy.address })
    outbox.start()
    let conversation: Conversation | undefined
    for (let order = 0; order < sends; order++) {
      if (conversation) cutSomewhere(proxy, conversation)
      const press = { order, writer: 0, to: ground.reader.address, number: `n${order}` }
      const { id } = await outbox.press(account, pressedBy(ground.plan, press))
      const ended = await outbox.settled(account, id, 10_000)
      const { sentBytes, receivedBytes } = proxy.traffic()
      conversation ??= { sent: sentBytes, received: receivedBytes }
      proxy.pass()
      // What did not leave is tried again at once, on a whole line; what may have left never is.
      if (ended?.state !== 'waiting') continue
      await outbox.sendAgain(account, id, credentials)
      await outbox.settled(account, id, 10_000)
    }
    await whenQuiet(ground, 60_000)
    await outbox.stop()
    await proxy.stop()
    return takeStock(ground)
  })
}

/** Bytes of a send that nothing cut. */
type Conversation = Record<'sent' | 'received', number>

/** Anywhere, but every other time near the final dot and its answer, where it matters most. */
function cutSomewhere(proxy: FaultProxy, conversation: Conversation): void {
  const direction = Math.random() < 0.5 ? 'sent' : 'received'
  const most = Math.random() < 0.5 ? conversation[direction] : 40
  proxy.cutAfter(Math.max(0, conversation[direction] - Math.floor(Math.random() * most)), direction)
}

function sendThrough({ plan, store }: Ground, { imap, smtp }: Pick<LabPlaces, 'imap' | 'smtp'>) {
  const deadlines = { connect: 3000, command: 3000 }
  const mail = createMailServer({
    imap: { ...imap, tls: 'none' },
    deadlines,
    ceiling: 10,
    idleAfter: 5000,
    cacheBytes: 100_000,
  })
  const submission = createSubmissionServer({ smtp: { ...smtp, tls: 'none' }, deadlines })
  const log = {
    warn: () => undefined,
    error: (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`),
  }
  const parts = {
    store,
    mail,
    submission,
    uploads: createUploads({ store }),
    recent: createRecentAddresses({ store }),
    log,
  }
  const { account = '', login = '', password = '' } = plan.writers[0] ?? {}
  const outbox = createOutbox(parts)
  return { outbox, account, credentials: { login, password } }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { sends: { type: 'string', default: '500' } } })
  await asScript((places) => cutLines(places, { sends: Number(values.sends) }))
}
