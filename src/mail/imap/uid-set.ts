/** Dovecot refuses command lines over 64 KB: a long selection goes in several commands. */
const longestSet = 8000

/**
 * UIDs as sequence sets (RFC 9051 §9), neighbours joined: « 3:7,12 ». Only ever these UIDs, each once.
 * Several sets when one would be too long for a command line, or name more than `most`.
 */
export function uidSets(uids: readonly number[], most = Infinity): string[] {
  const sorted = [...new Set(uids)].filter(isUid).sort((one, other) => one - other)
  const sets: string[] = []
  for (let at = 0; at < sorted.length; at += most) sets.push(...setsOf(sorted.slice(at, at + most)))
  return sets
}

function setsOf(sorted: number[]): string[] {
  const sets: string[] = []
  let set = ''
  for (const [first, last] of runsOf(sorted)) {
    const run = first === last ? `${first}` : `${first}:${last}`
    if (set.length + run.length > longestSet) {
      sets.push(set)
      set = ''
    }
    set += set ? `,${run}` : run
  }
  return set ? [...sets, set] : sets
}

function* runsOf(sorted: number[]): Generator<[number, number]> {
  let run: [number, number] | undefined
  for (const uid of sorted) {
    if (run && uid === run[1] + 1) run[1] = uid
    else {
      if (run) yield run
      run = [uid, uid]
    }
  }
  if (run) yield run
}

/** A non-zero 32-bit number; anything else in a command would be an error of the whole command. */
export const isUid = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 0xffffffff

/**
 * UIDs of a server's set, newest first, from position `skip` (from 0) and at most `count` of them.
 * Walks ranges without spelling them out: « 1:100000 » costs the page, not the folder.
 */
export function newestOf(set: string, skip: number, count: number): number[] {
  const found: number[] = []
  let passed = 0
  for (const [low, high] of rangesOf(set).sort((one, other) => other[1] - one[1])) {
    const length = high - low + 1
    const from = Math.max(skip - passed, 0)
    for (let uid = high - from; uid >= low && found.length < count; uid--) found.push(uid)
    passed += length
    if (found.length >= count) break
  }
  return found
}

/** UIDs of a server's set as it spells them, which is the order asked for: « 7,3:5 » is 7, 3, 4, 5, and « 5:3 » comes down. */
export function inOrder(set: string, most = Infinity): Uint32Array {
  const runs = set
    .split(',')
    .map((run) => run.split(':').map(Number))
    .filter((ends) => ends.every(isUid))
  const lengths = runs.map(([first = 0, last = first]) => Math.abs(last - first) + 1)
  const uids = new Uint32Array(
    Math.min(
      most,
      lengths.reduce((sum, length) => sum + length, 0),
    ),
  )
  let at = 0
  for (const [first = 0, last = first] of runs) {
    const step = last < first ? -1 : 1
    for (let uid = first; at < uids.length && uid !== last + step; uid += step) uids[at++] = uid
  }
  return uids
}

/** A set that came whole, in pieces that a command line holds. */
export function setPieces(set: string): string[] {
  const pieces: string[] = []
  for (const run of set.split(',')) {
    const last = pieces.at(-1)
    if (last === undefined || last.length + run.length > longestSet) pieces.push(run)
    else pieces[pieces.length - 1] = `${last},${run}`
  }
  return pieces
}

/** How many UIDs a server's set holds. */
export const countOf = (set: string): number => rangesOf(set).reduce((sum, [low, high]) => sum + high - low + 1, 0)

function rangesOf(set: string): [number, number][] {
  return set
    .split(',')
    .map((range) => range.split(':').map(Number))
    .filter((ends) => ends.every(isUid) && ends.length > 0)
    .map(([one = 0, other = one]) => [Math.min(one, other), Math.max(one, other)])
}
