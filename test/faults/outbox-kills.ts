/** Processes that send are killed at random instants. `node test/faults/outbox-kills.ts --sends 1000 --kills 100` */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { LabPlaces } from '../lab/places.ts'
import { asScript, onGround, takeStock, whenQuiet, type Tally } from './ground.ts'
import { Worker } from './workers.ts'

/** Milliseconds between two kills at most: a send takes some thirty. */
const longestLife = 250

export function killOutboxes(places: LabPlaces, { sends, kills }: { sends: number; kills: number }): Promise<Tally> {
  return onGround(places, 4, async (ground) => {
    const workers = [new Worker(ground.plan), new Worker(ground.plan)]
    await Promise.all(workers.map((worker) => worker.start()))
    let kill = 0
    const pressing = pressAll()
    for (; kill < kills; kill++) {
      const worker = workers[kill % 2]
      await pause(Math.random() * longestLife)
      await worker?.kill()
      await worker?.start()
    }
    await pressing
    await whenQuiet(ground, 60_000)
    await Promise.all(workers.map((worker) => worker.stop()))
    return takeStock(ground)

    /** Some for every kill, so that each finds letters under way; every tenth is pressed in both processes. */
    async function pressAll(): Promise<void> {
      const to = ground.reader.address
      for (let order = 0; order < sends; order++) {
        const press = { order, writer: order % ground.plan.writers.length, to, number: `n${order}` }
        workers[order % 2]?.press(press)
        if (order % 10 === 0) workers[(order + 1) % 2]?.press(press)
        while (kill < kills && order > (sends * (kill + 1)) / kills) await pause(5)
      }
      while (workers.some(({ unanswered }) => unanswered > 0)) await pause(5)
    }
  })
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { sends: { type: 'string', default: '1000' }, kills: { type: 'string', default: '100' } },
  })
  await asScript((places) => killOutboxes(places, { sends: Number(values.sends), kills: Number(values.kills) }))
}
