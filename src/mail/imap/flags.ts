import type { Flag, Flags } from '../types.ts'

const systemFlags = new Map<string, Flag>([
  ['\\seen', 'seen'],
  ['\\answered', 'answered'],
  ['\\flagged', 'flagged'],
  ['\\deleted', 'deleted'],
  ['\\draft', 'draft'],
])

/** As the server spells them. */
export const systemNames = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft']

/** Sorts what the server calls flags into the five we know and keywords; `\Recent` and other backslashes are left out. */
export function flagsOf(names: Iterable<string>): Flags {
  const flags = new Set<Flag>()
  const keywords = new Set<string>()
  for (const name of names) {
    const flag = systemFlags.get(name.toLowerCase())
    if (flag) flags.add(flag)
    else if (!name.startsWith('\\')) keywords.add(name)
  }
  return { flags, keywords }
}

export const sameFlags = (one: Flags, other: Flags): boolean =>
  isSame(one.flags, other.flags) && isSame(one.keywords, other.keywords)

const isSame = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  one.size === other.size && one.isSubsetOf(other)

/** As the server spells it: « \Seen », « $Forwarded ». */
export const spelled = (flag: Flag | `$${string}`): string =>
  flag.startsWith('$') ? flag : `\\${flag.charAt(0).toUpperCase()}${flag.slice(1)}`

/** By the server's spelling. Keywords are case-insensitive (RFC 9051 §2.3.2) and kept as first spelled. */
export function hasFlag({ flags, keywords }: Flags, name: string): boolean {
  const wanted = name.toLowerCase()
  const flag = systemFlags.get(wanted)
  return flag ? flags.has(flag) : [...keywords].some((keyword) => keyword.toLowerCase() === wanted)
}

/** What may be sent as a keyword: an atom (RFC 9051 §9), which has no accents, no spaces and no brackets. */
export const isKeyword = (name: string): boolean => /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]{1,100}$/.test(name)
