import type { FlagsChanged } from '../mail/index.ts'
import type { Deed } from './types.ts'
import { countOfRuns, runsOf, uidsOf } from './uid-runs.ts'

/**
 * A deed as it is kept. One may be done to 100,000 messages at once: UIDs are written as runs, « 3:7,12 », and flags once
 * for all messages that had the same.
 */
export const writeDeedJson = (deed: Deed): string => JSON.stringify(deed, shorter)

/** The reverse. Of `FlagsChanged.before`, messages with the same flags stand together. */
export const readDeedJson = (text: string): Deed => written(JSON.parse(text), longer) as Deed

/** Messages that a deed to be told of names one by one; of more, only how many there are. */
const mostNamed = 500

/**
 * As much of a deed as a sentence needs: lists of more than 500 messages are as long as they were, and hold nothing. To
 * write out fifty deeds of 100,000 messages each would stop the process for seconds.
 */
export const readDeedToTell = (text: string): Deed =>
  written(JSON.parse(text), (value) => asLong(value) ?? longer(value)) as Deed

/** From the top down, so that nothing looks through what is shortened. */
function written(value: unknown, long: (value: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => written(one, long))
  const whole = long(value)
  if (whole !== value) return whole
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(one, long)]))
}

function asLong(value: object): unknown {
  if ('steps' in value && Array.isArray(value.steps))
    return stepsIn(value.steps as Step[]) > mostNamed ? new Map() : undefined
  const count = runsIn(value).reduce((sum, one) => sum + countOfRuns(one), 0)
  if (count <= mostNamed) return undefined
  const list: unknown[] = []
  list.length = count
  return list
}

const stepsIn = (steps: Step[]): number => steps.reduce((sum, [, , count]) => sum + count, 0)

function runsIn(value: object): string[] {
  if ('runs' in value && Object.keys(value).length === 1) return [String(value.runs)]
  return 'alike' in value && Array.isArray(value.alike) ? (value.alike as Alike[]).map(({ runs }) => runs) : []
}

type Before = FlagsChanged['before'][number]

interface Alike {
  runs: string
  flags: Before['flags']
  keywords: Before['keywords']
}

function shorter(name: string, value: unknown): unknown {
  if (value instanceof Map) return isOfNumbers(value) ? { steps: stepsOf(value) } : { pairs: [...value] }
  if (name === 'uids' && Array.isArray(value)) return { runs: runsOf(value as number[]) }
  if (name === 'before' && Array.isArray(value)) return { alike: alikeOf(value as Before[]) }
  return value
}

function longer(value: object): unknown {
  if ('pairs' in value && Array.isArray(value.pairs)) return new Map(value.pairs as [unknown, unknown][])
  if ('steps' in value && Array.isArray(value.steps)) return new Map(pairsOf(value.steps as Step[]))
  if ('runs' in value && Object.keys(value).length === 1) return uidsOf(String(value.runs))
  if ('alike' in value && Array.isArray(value.alike)) return beforeOf(value.alike as Alike[])
  return value
}

/** From, to, how many: a server numbers copies one after the other. */
type Step = [number, number, number]

function stepsOf(map: Map<number, number>): Step[] {
  const steps: Step[] = []
  for (const [from, to] of map) {
    const step = steps.at(-1)
    if (step && from === step[0] + step[2] && to === step[1] + step[2]) step[2]++
    else steps.push([from, to, 1])
  }
  return steps
}

const pairsOf = (steps: Step[]): [number, number][] =>
  steps.flatMap(([from, to, count]) =>
    Array.from({ length: count }, (_item, index): [number, number] => [from + index, to + index]),
  )

const isOfNumbers = (map: Map<unknown, unknown>): map is Map<number, number> =>
  map.entries().every(([key, value]) => typeof key === 'number' && typeof value === 'number')

function alikeOf(before: Before[]): Alike[] {
  const groups = Map.groupBy(before, ({ flags, keywords }) => JSON.stringify([flags, keywords]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ runs: runsOf(group.map(({ uid }) => uid)), flags: first.flags, keywords: first.keywords }] : []
  })
}

const beforeOf = (alike: Alike[]): Before[] =>
  alike.flatMap(({ runs, flags, keywords }) => uidsOf(runs).map((uid) => ({ uid, flags, keywords })))
