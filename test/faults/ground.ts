import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openStore, type Store } from '../../src/store/index.ts'
import { startLab, type LabUser } from '../lab/index.ts'
import type { LabPlaces } from '../lab/places.ts'
import { toolsFor } from '../lab/tools.ts'
import type { WorkerPlan } from './press-order.ts'

/** Where letters are sent and counted: writers, one reader, and a store for processes to share. */
export interface Ground {
  plan: WorkerPlan
  reader: LabUser
  store: Store
  /** How often each subject stands in a mailbox. */
  count: (user: { login: string; password: string }, folder: string) => Promise<Map<string, number>>
}

/** How the letters of one run ended, counted at the receiver. */
export interface Tally {
  sends: number
  filed: number
  /** Flagged « peut-être parti », and whether it has. */
  maybe: { arrived: number; not: number }
  lost: number
  doubled: number
  /** Letters in Sent that should not be there, or are not there. */
  wrongCopies: number
}

export async function onGround<T>(
  places: LabPlaces,
  writers: number,
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'traboule-faults-'))
  const contentKey = randomBytes(32)
  const store = await openStore({ dataDir, contentKeys: [{ version: 1, key: contentKey }] })
  const tools = toolsFor(places)
  try {
    const users = await Promise.all(Array.from({ length: writers }, () => tools.addUser()))
    const { imap, smtp } = places
    const accounts = users.map(({ login, password, address }) => ({ account: randomUUID(), login, password, address }))
    const plan = { dataDir, contentKey: contentKey.toString('base64'), imap, smtp, writers: accounts }
    return await work({ plan, reader: await tools.addUser(), store, count })
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }

  function count(user: { login: string; password: string }, folder: string): Promise<Map<string, number>> {
    return tools.asUser(user, async (imap) => {
      const { exists } = await imap.mailboxOpen(folder)
      const found = exists > 0 ? await imap.fetchAll('1:*', { envelope: true }) : []
      const counts = new Map<string, number>()
      for (const { envelope } of found) {
        const subject = envelope?.subject ?? ''
        counts.set(subject, (counts.get(subject) ?? 0) + 1)
      }
      return counts
    })
  }
}

/** Compares what the store says of each letter with what the reader and the writers' Sent folders have. */
export async function takeStock({ plan, reader, store, count }: Ground): Promise<Tally> {
  const rows = await store.read.selectFrom('outbox').select(['send_number', 'state']).execute()
  const arrived = await count(reader, 'INBOX')
  const copies = await Promise.all(plan.writers.map((writer) => count(writer, 'Envoyés')))
  const tally: Tally = {
    sends: rows.length,
    filed: 0,
    maybe: { arrived: 0, not: 0 },
    lost: 0,
    doubled: 0,
    wrongCopies: 0,
  }
  for (const { send_number, state } of rows) {
    const times = arrived.get(send_number) ?? 0
    const copied = copies.reduce((sum, folder) => sum + (folder.get(send_number) ?? 0), 0)
    if (state === 'filed') tally.filed++
    if (state === 'maybe') tally.maybe[times > 0 ? 'arrived' : 'not']++
    else if (times === 0) tally.lost++
    if (times > 1) tally.doubled++
    if (copied !== (state === 'filed' ? 1 : 0)) tally.wrongCopies++
  }
  return tally
}

/** Waits until no letter is under way. */
export async function whenQuiet({ store }: Ground, patience: number): Promise<void> {
  const end = performance.now() + patience
  for (;;) {
    const rows = await store.read
      .selectFrom('outbox')
      .select('state')
      .where('state', 'in', ['waiting', 'sending', 'sent'])
      .execute()
    if (rows.length === 0) return
    if (performance.now() > end) throw new Error(`${rows.length} letters are still under way`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Runs a script's `work` on a lab of its own, prints its tally, and fails when a letter was lost or doubled. */
export async function asScript(work: (places: LabPlaces) => Promise<Tally>): Promise<void> {
  const lab = await startLab()
  try {
    const tally = await work(lab)
    process.stdout.write(`${JSON.stringify(tally, null, 2)}\n`)
    if (tally.lost + tally.doubled + tally.wrongCopies > 0) process.exitCode = 1
  } finally {
    await lab.stop()
  }
}
