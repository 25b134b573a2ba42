import type { Preferences } from '../../accounts/index.ts'
import type { Deed } from '../types.ts'
import type { Undoing } from './undoing.ts'

type Key = keyof Preferences

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Each choice that still is what the deed made of it becomes what it was; one made anew since is newer, and stays. */
export async function undoSettings(
  { account, preferences, tally }: Undoing,
  { before, after = {} }: Extract<Deed, { kind: 'settings-changed' }>,
): Promise<void> {
  const keys = Object.keys(before) as Key[]
  let kept: Key[] = []
  await preferences.change(account, (known) => {
    kept = keys.filter((key) => !same(known[key], after[key]) && !same(known[key], before[key]))
    return Object.fromEntries(keys.filter((key) => !kept.includes(key)).map((key) => [key, before[key]]))
  })
  tally.put(keys.length - kept.length)
  tally.leave('setting-changed', kept.length)
}
