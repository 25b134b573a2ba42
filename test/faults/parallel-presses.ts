/** One send number pressed many times at once in two processes. `node test/faults/parallel-presses.ts --rounds 20` */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { LabPlaces } from '../lab/places.ts'
import { asScript, onGround, takeStock, whenQuiet, type Tally } from './ground.ts'
import { Worker } from './workers.ts'

const presses = 50

export function pressInParallel(places: LabPlaces, { rounds }: { rounds: number }): Promise<Tally> {
  return onGround(places, 1, async (ground) => {
    const workers = [new Worker(ground.plan), new Worker(ground.plan)]
    await Promise.all(workers.map((worker) => worker.start()))
    for (let round = 0; round < rounds; round++) {
      for (let order = 0; order < presses; order++) {
        const press = { order: round * presses + order, writer: 0, to: ground.reader.address, number: `n${round}` }
        workers[order % 2]?.press(press)
      }
    }
    while (workers.some(({ unanswered }) => unanswered > 0)) await pause(10)
    await whenQuiet(ground, 60_000)
    await Promise.all(workers.map((worker) => worker.stop()))

    const entries = new Set(workers.flatMap(({ ids }) => [...ids.values()]))
    const tally = await takeStock(ground)
    return { ...tally, doubled: tally.doubled + Math.abs(entries.size - rounds) + Math.abs(tally.sends - rounds) }
  })
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
  await asScript((places) => pressInParallel(places, { rounds: Number(values.rounds) }))
}
