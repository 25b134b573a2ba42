import { processorOf, processorOfDovecot } from './processor.ts'

/** Milliseconds. */
export interface Measured {
  median: number
  p95: number
}

export interface Compared {
  page: Measured
  floor: Measured
  /** Milliseconds of processor a page. */
  own: number
  /** Undefined where its processes ended meanwhile, and took their time with them. */
  dovecot: number | undefined
}

interface Pair {
  /** The raw IMAP commands that the page cannot do without. */
  floor: () => Promise<unknown>
  page: () => Promise<unknown>
  /** Before each of both, not counted. */
  prepare?: () => Promise<unknown>
}

/** Handfuls of each in turn, so that whatever slows the machine down meets both. */
const handfuls = 10

/** Runs both until they are warm, then `times` times each. `pid` is the application's. */
export async function compare({ floor, page, prepare }: Pair, pid: number, times: number): Promise<Compared> {
  const each = Math.max(1, Math.floor(times / handfuls))
  const taken = { floor: [] as number[], page: [] as number[] }
  const used = { own: 0, dovecot: 0 }
  const run = async (work: () => Promise<unknown>, into: number[], count: number): Promise<void> => {
    for (let number = 0; number < count; number++) {
      await prepare?.()
      const begun = performance.now()
      await work()
      into.push(performance.now() - begun)
    }
  }
  await run(floor, [], Math.min(20, each))
  await run(page, [], Math.min(40, each * 2))
  for (let handful = 0; handful < Math.min(handfuls, times); handful++) {
    await run(floor, taken.floor, each)
    const before = { own: processorOf(pid), dovecot: processorOfDovecot() }
    await run(page, taken.page, each)
    used.own += processorOf(pid) - before.own
    used.dovecot += processorOfDovecot() - before.dovecot
  }
  const pages = taken.page.length
  return { page: spread(taken.page), floor: spread(taken.floor), own: used.own / pages, dovecot: used.dovecot / pages }
}

function spread(taken: number[]): Measured {
  taken.sort((one, other) => one - other)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}
