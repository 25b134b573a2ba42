/** UIDs as runs, « 3:7,12 », in their order. */
export function runsOf(uids: readonly number[]): string {
  const runs: [number, number][] = []
  for (const uid of uids) {
    const run = runs.at(-1)
    if (run && uid === run[1] + 1) run[1] = uid
    else runs.push([uid, uid])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(',')
}

/** The reverse. */
export function uidsOf(runs: string): number[] {
  if (runs === '') return []
  return runs.split(',').flatMap((run) => {
    const [first = 0, last = first] = run.split(':').map(Number)
    return Array.from({ length: last - first + 1 }, (_item, index) => first + index)
  })
}

/** How many there are, without writing them out. */
export function countOfRuns(runs: string): number {
  if (runs === '') return 0
  let count = 0
  for (const run of runs.split(',')) {
    const colon = run.indexOf(':')
    count += colon < 0 ? 1 : Number(run.slice(colon + 1)) - Number(run.slice(0, colon)) + 1
  }
  return count
}
