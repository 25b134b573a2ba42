/** A process of the application that only sends: told what to press, killed at any moment. Started by `workers.ts`. */
import { createMailServer, createSubmissionServer, type Deadlines } from '../../src/mail/index.ts'
import { openStore } from '../../src/store/index.ts'
import { createOutbox, createRecentAddresses, createUploads, systemClock } from '../../src/work/index.ts'
import { pressedBy, type PressOrder, type WorkerPlan } from './press-order.ts'

export type Told = { press: PressOrder } | { setClock: number } | 'stop'
export type Said = 'ready' | { pressed: PressOrder; id: string }

async function work(plan: WorkerPlan, clockOff: number): Promise<void> {
  let off = clockOff
  const clock = { ...systemClock, now: () => Date.now() + off }
  const say = (said: Said): unknown => process.send?.(said)
  const contentKeys = [{ version: 1, key: Buffer.from(plan.contentKey, 'base64') }]
  const store = await openStore({ dataDir: plan.dataDir, contentKeys })
  const deadlines = { connect: 3000, command: 3000 }
  const imap = { ...plan.imap, tls: 'none' as const }
  const mail = createMailServer({ imap, deadlines, ceiling: 40, idleAfter: 60_000, cacheBytes: 100_000 })
  const submission = createSubmissionServer({ smtp: { ...plan.smtp, tls: 'none' }, deadlines })
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
    relay: relayOf(plan, deadlines),
    clock,
  }
  const outbox = createOutbox({ ...parts, lease: 1000 })

  process.on('message', (told: Told) => {
    if (told === 'stop') return void outbox.stop().then(() => process.exit())
    if ('setClock' in told) return void (off = told.setClock)
    const { press } = told
    const letter = pressedBy(plan, press, clock.now())
    void outbox.press(accountOf(plan, press), letter).then(({ id }) => say({ pressed: press, id }))
  })
  // Whoever started us is gone: nobody would ever stop us.
  process.on('disconnect', () => process.exit())
  outbox.start()
  for (const { account, ...credentials } of plan.writers) outbox.lend(account, credentials)
  say('ready')
}

function relayOf({ submitUrl }: WorkerPlan, deadlines: Deadlines) {
  if (submitUrl === undefined) return undefined
  const { hostname: host, port, username: login, password } = new URL(submitUrl)
  const smtp = { host, port: Number(port), tls: 'none' as const }
  return { submission: createSubmissionServer({ smtp, deadlines }), credentials: { login, password } }
}

const accountOf = (plan: WorkerPlan, { writer }: PressOrder): string => plan.writers[writer]?.account ?? ''

await work(JSON.parse(process.argv[2] ?? '') as WorkerPlan, Number(process.argv[3]))
