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
