import { LRUCache } from 'lru-cache'
import type { Settings } from '../../store/index.ts'
import { defaultPreferences, type Preferences, preferencesSchema, writtenSchema } from './schema.ts'

/** What people chose, whole. */
export interface PreferencesStore {
  /** Every choice, the house's own where none was made. */
  read(account: string): Promise<Preferences>
  /**
   * Changes some; gives all as they are now, and those changed as they were and as they became. Rejects, and changes nothing, when one of
   * them is no choice at all: forms say so first.
   */
  change(account: string, some: PreferencesChange): Promise<PreferencesChanged>
}

interface PreferencesChanged {
  now: Preferences
  before: Partial<Preferences>
  after: Partial<Preferences>
}

/**
 * What some of them become. A list is written whole: what is added to it, or taken from it, is worked out from what is
 * known while it is written, so that two pages at once keep what both say.
 */
export type PreferencesChange = Partial<Preferences> | ((known: Preferences) => Partial<Preferences>)

const name = 'preferences'

/** One sealed value an account: a page reads it once. `house`: what holds until somebody has chosen. */
export function createPreferences(settings: Settings, house: Partial<Preferences> = {}): PreferencesStore {
  const unchosen = Object.freeze({ ...defaultPreferences, ...house })
  /** Every page reads them, and they seldom change: text that was understood once is not looked through again. */
  const known = new LRUCache<string, Preferences>({
    maxSize: 4_000_000,
    sizeCalculation: (_read, { length }) => length || 1,
  })

  function understand(stored: string | undefined): Preferences {
    if (stored === undefined) return unchosen
    let understood = known.get(stored)
    if (!understood) known.set(stored, (understood = readStored(stored, house)))
    return understood
  }

  return {
    read: async (account) => understand((await settings.read(account)).get(name)),
    async change(account, some) {
      let [before, now] = [unchosen, unchosen]
      await settings.change(account, name, (stored) => {
        before = understand(stored)
        now = writtenSchema.parse({ ...before, ...(typeof some === 'function' ? some(before) : some) })
        return JSON.stringify(now)
      })
      const changed = changedKeys(before, now)
      return { now, before: chosenOf(before, changed), after: chosenOf(now, changed) }
    },
  }
}

const readStored = (stored: string, house: Partial<Preferences>): Preferences =>
  Object.freeze(preferencesSchema.parse({ ...house, ...(JSON.parse(stored) as object) }))

function changedKeys(before: Preferences, now: Preferences): (keyof Preferences)[] {
  const keys = Object.keys(before) as (keyof Preferences)[]
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]))
}

const chosenOf = (preferences: Preferences, keys: (keyof Preferences)[]): Partial<Preferences> =>
  Object.fromEntries(keys.map((key) => [key, preferences[key]]))
