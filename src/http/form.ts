import type { z } from 'zod'

export type FormResult<T> =
  { ok: true; values: T } | { ok: false; values: Record<string, unknown>; errors: Record<string, string> }

/** Checks a submitted form. Keeps the first complaint per field, and what the user typed. */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): FormResult<T> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return { ok: true, values: parsed.data }

  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, values: (body ?? {}) as Record<string, unknown>, errors }
}

/**
 * Which submit was pressed: `do-archive` gives `archive`. The first one wins; a form sent without any
 * (by a script, or a browser of old) did nothing.
 */
export function pressed(body: unknown): string {
  const name = Object.keys(body ?? {}).find((field) => field.startsWith('do-'))
  return name?.slice('do-'.length) ?? ''
}
