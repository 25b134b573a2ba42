import { randomUUID } from 'node:crypto'
import type { People } from '../../src/accounts/index.ts'
import type { Submission, SubmissionServer } from '../../src/mail/index.ts'
import { createOutbox, type Outbox, type Pressed } from '../../src/work/index.ts'
import type { Relay } from '../../src/work/outbox/for-relay.ts'
import type { LabUser } from '../lab/index.ts'
import type { Address } from '../lab/places.ts'
import { lab } from '../support/lab.ts'
import { temporaryStore } from '../support/store.ts'
import { credentialsOf, openPostOffice, personOf } from './post-office.ts'
import { letter, openWorkshop, silent, workOn } from './workshop.ts'

const running = new Set<Outbox>()
afterEach(async () => {
  for (const outbox of running) await outbox.stop()
  running.clear()
})

type Workshop = Awaited<ReturnType<typeof openWorkshop>>

export interface Surroundings {
  imap?: Address
  smtp?: Address
  submission?: SubmissionServer
  /** Whether there is a submission account, the lab's, or another one. */
  relay?: boolean | Relay
  people?: Pick<People, 'find'>
  hourlyRate?: number
  lease?: number
  clock?: Parameters<typeof openWorkshop>[0] extends { clock?: infer C } | undefined ? C : never
}

/** A started outbox on a workshop's store, stopped when the test has ended. */
export function startOutbox(shop: Pick<Workshop, 'store' | 'uploads' | 'recent'>, around: Surroundings = {}): Outbox {
  const { mail, submission } = openPostOffice(around)
  const { store, uploads, recent } = shop
  const outbox = createOutbox({ store, uploads, recent, mail, submission, log: silent, lease: 1000, ...chosen(around) })
  running.add(outbox)
  outbox.start()
  return outbox
}

function chosen({ submission, relay, people, hourlyRate, lease, clock }: Surroundings) {
  return {
    ...(submission && { submission }),
    ...(relay && { relay: relay === true ? labRelay() : relay }),
    ...(people && { people }),
    ...(hourlyRate && { hourlyRate }),
    ...(lease && { lease }),
    ...(clock && { clock }),
  }
}

/** The lab's submission account, which may send for everybody. */
function labRelay(): Relay {
  const { hostname: host, port, username: login, password } = new URL(lab().submitUrl)
  return {
    submission: openPostOffice({ smtp: { host, port: Number(port) } }).submission,
    credentials: { login, password },
  }
}

/** Ends it as a signal would, and forgets it. */
export async function stopOutbox(outbox: Outbox): Promise<void> {
  running.delete(outbox)
  await outbox.stop()
}

/** A second process on the same store. */
export async function secondProcess({ dataDir }: Workshop, around: Surroundings = {}) {
  const store = await temporaryStore({ dataDir })
  const work = workOn(store)
  return { ...work, store, outbox: startOutbox({ ...work, store }, around) }
}

/** A writer, a reader, and the writer's outbox. */
export async function openDispatch(around: Surroundings = {}) {
  const shop = await openWorkshop(around.clock ? { clock: around.clock } : {})
  const [writer, reader] = [await lab().addUser(), await lab().addUser()]
  return { ...shop, writer, reader, outbox: startOutbox(shop, around) }
}

/** A letter as the form would press it, saved as a draft before. */
export function pressed(writer: LabUser, to: string[], changes: Partial<Pressed> = {}): Pressed {
  const address = (one: string) => ({ name: '', address: one })
  return {
    draft: { id: randomUUID(), revision: 1 },
    sendNumber: randomUUID(),
    from: { name: writer.name, address: writer.address },
    to: to.map(address),
    cc: [],
    bcc: [],
    replyTo: [],
    letter: letter({ to: to.join(', '), body: 'À lundi.' }),
    person: personOf(writer),
    credentials: credentialsOf(writer),
    ...changes,
  }
}

/** A submission server that ends every attempt as the next of `outcomes` says, the last one for ever. */
export function scriptedSubmission(...outcomes: Submission[]) {
  const attempts: { login: string; to: string[]; content: string }[] = []
  const server: SubmissionServer = {
    sizeLimit: () => Promise.resolve(undefined),
    letsIn: () => Promise.resolve('yes'),
    async submit({ login }, { to }, message) {
      const content = (await message.content.toArray()).join('')
      const outcome = outcomes[Math.min(attempts.length, outcomes.length - 1)]
      attempts.push({ login, to, content })
      if (outcome?.outcome === 'sent' || outcome?.outcome === 'maybe') await message.beforeDot()
      return outcome ?? { outcome: 'maybe' }
    },
  }
  return { server, attempts }
}
