import { expandRange } from 'imapflow/lib/tools.js'
import { codeOf, type Untagged } from './command.ts'

export interface CopyUid {
  uidValidity: string
  /** Old UID → new UID. */
  map: Map<number, number>
}

/** « OK [COPYUID 38505 304,319:320 3956:3958] » (RFC 4315 §3): two sets of the same length, paired in order. */
export function copyUidOf(response: Untagged): CopyUid | undefined {
  const [, uidValidity, from, to] = codeOf(response, 'COPYUID') ?? []
  if (uidValidity === undefined || !isSet(from) || !isSet(to)) return undefined
  const olds = expandRange(from)
  const news = expandRange(to)
  if (olds.length !== news.length) return undefined
  return { uidValidity, map: new Map(olds.map((uid, index) => [uid, news[index] ?? 0])) }
}

const isSet = (value: string | undefined): value is string => value !== undefined && /^[\d:,]{1,100000}$/.test(value)
