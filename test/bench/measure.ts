/** Milliseconds. */
export interface Measured {
  median: number
  p95: number
}

/** Runs `work` until it is warm, then `times` times in a row, each by itself. */
export async function measure(work: () => Promise<unknown>, times: number): Promise<Measured> {
  for (let warm = 0; warm < Math.min(20, times); warm++) await work()
  const taken: number[] = []
  for (let run = 0; run < times; run++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  taken.sort((one, other) => one - other)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}
