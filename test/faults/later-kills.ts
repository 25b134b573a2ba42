/**
 * Letters that leave later, two processes on one store that are killed at random instants, clocks that are set an hour
 * ahead or back. `node test/faults/later-kills.ts --sends 1000 --kills 100`
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { LabPlaces } from '../lab/places.ts'
import { asScript, onGround, takeStock, whenQuiet, type Ground, type Tally } from './ground.ts'
import type { PressOrder } from './press-order.ts'
import { Worker } from './workers.ts'

/** Milliseconds between two kills at most. */
const longestLife = 400
/** Milliseconds until a letter leaves, at most. */
const latest = 2_000
const hour = 3_600_000

interface LaterTally extends Tally {
  /** Letters that left before their hour on the wall clock of the process that sent them. */
  early: number
  /** How many left by the submission account, their writers away. */
  relayed: number
}

export function killLater(places: LabPlaces, { sends, kills }: { sends: number; kills: number }): Promise<LaterTally> {
  return onGround(places, 4, async (ground) => {
    const plan = { ...ground.plan, submitUrl: places.submitUrl }
    const workers = [new Worker(plan), new Worker(plan)]
    await Promise.all(workers.map((worker) => worker.start()))
    const pressing = pressAll(ground, workers, sends)
    for (let kill = 0; kill < kills; kill++) {
      const worker = workers[kill % 2]
      await pause(Math.random() * longestLife)
      // Every third time somebody sets the clock of the machine, which both see.
      if (kill % 3 === 0) for (const one of workers) one.setClock(randomOf([-hour, 0, hour]))
      await worker?.kill()
      await worker?.start()
    }
    await pressing
    // Whatever hour was chosen on whatever clock has come; and everybody signs in once more.
    for (const worker of workers) worker.setClock(3 * hour)
    await whenRelayed(ground)
    for (const worker of workers) {
      await worker.kill()
      await worker.start()
    }
    await whenQuiet(ground, 90_000)
    await Promise.all(workers.map((worker) => worker.stop()))
    return { ...(await takeStock(ground)), ...(await countLeavings(ground)) }
  })
}

/** Half are planned; every tenth is pressed in both processes. */
async function pressAll({ plan, reader }: Ground, workers: Worker[], sends: number): Promise<void> {
  for (let order = 0; order < sends; order++) {
    const later = { kind: order % 2 ? 'planned' : 'delayed', ms: Math.ceil(Math.random() * latest) } as const
    const press: PressOrder = {
      ...{ order, writer: order % plan.writers.length, to: reader.address, number: `n${order}`, later },
    }
    workers[order % 2]?.press(press)
    if (order % 10 === 0) workers[(order + 1) % 2]?.press(press)
    while (workers.some(({ unanswered }) => unanswered > 20)) await pause(5)
  }
  while (workers.some(({ unanswered }) => unanswered > 0)) await pause(5)
}

/** Waits until the submission account has nothing more to send. */
async function whenRelayed({ store }: Ground): Promise<void> {
  const end = performance.now() + 60_000
  const waiting = store.read
    .selectFrom('outbox')
    .select('id')
    .where('relay', '=', 1)
    .where('state', 'in', ['waiting', 'sending'])
  while (performance.now() < end && (await waiting.executeTakeFirst())) await pause(100)
}

async function countLeavings({ store }: Ground): Promise<Pick<LaterTally, 'early' | 'relayed'>> {
  const gone = store.read.selectFrom('outbox').select('id').where('dot_at', 'is not', null)
  // `dot_at` is written just before the final dot, by the clock of whichever process sends.
  // What leaves at once (its hour passed while it was pressed) has none to wait for.
  const early = await gone
    .whereRef('dot_at', '<', 'due_at')
    .where((is) => is.or([is('planned', '=', 1), is('delay', '>', 0)]))
    .execute()
  // The sessions of their writers leave these to it.
  const relayed = await gone.where('planned', '=', 1).where('relay', '=', 1).execute()
  return { early: early.length, relayed: relayed.length }
}

const randomOf = <T>(values: [T, ...T[]]): T => values[Math.floor(Math.random() * values.length)] ?? values[0]

if (import.meta.main) {
  const { values } = parseArgs({
    options: { sends: { type: 'string', default: '1000' }, kills: { type: 'string', default: '100' } },
  })
  await asScript((places) => killLater(places, { sends: Number(values.sends), kills: Number(values.kills) }))
}
