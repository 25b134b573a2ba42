import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { defaultPreferences, type Preferences, preferencesSchema } from '../../accounts/index.ts'
import release from '../../../package.json' with { type: 'json' }

/** Raised when a file of before could be misread. */
const version = 1

/** Bytes of a file that is looked at: thousands of addresses fit. */
export const longestFile = 1024 * 1024

export function writeFile(preferences: Preferences, now: Date): string {
  const head = { application: release.name, version, release: release.version, saved: now.toISOString() }
  return `${JSON.stringify({ ...head, preferences }, null, 2)}\n`
}

/** What a file says, or why it is not taken: by its maker, or by names of settings that make no sense. */
export type FileRead =
  | { ok: true; preferences: Partial<Preferences> }
  | { ok: false; why: 'foreign' }
  | { ok: false; why: 'newer'; release: string }
  | { ok: false; why: 'altered'; which: string[] }

const head = z.object({
  application: z.literal(release.name),
  version: z.int().min(1),
  release: z.string().max(40).catch(''),
  preferences: z.record(z.string(), z.unknown()),
})

/** Whole or not at all: one setting that makes no sense, and nothing of the file is taken. */
export function readFile(text: string): FileRead {
  const file = head.safeParse(parsed(text))
  if (!file.success) return { ok: false, why: 'foreign' }
  if (file.data.version > version) return { ok: false, why: 'newer', release: file.data.release }

  const given = file.data.preferences
  // A setting that is not understood counts as never chosen when it is stored; here that is a mistake.
  const understood: Record<string, unknown> = preferencesSchema.parse({ ...defaultPreferences, ...given })
  const which = Object.keys(given).filter((name) => !isDeepStrictEqual(given[name], understood[name]))
  if (which.length > 0 && isNewer(file.data.release)) return { ok: false, why: 'newer', release: file.data.release }
  if (which.length > 0) return { ok: false, why: 'altered', which }
  return { ok: true, preferences: Object.fromEntries(Object.keys(given).map((name) => [name, understood[name]])) }
}

/** Settings come with releases, and a file that has one we do not know was not altered for that. */
const isNewer = (other: string): boolean =>
  /^\d+(?:\.\d+)*$/.test(other) && other.localeCompare(release.version, 'en', { numeric: true }) > 0

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
