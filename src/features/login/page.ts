import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'

/** What `views/login/form.ejs` needs. */
export interface LoginPage extends Page {
  /** Proves that the form is ours. */
  token: string
  /** Where to go afterwards. */
  next: string
  username: string
  computer: 'shared' | 'own'
  /** Where the true page is, to compare with the address bar; undefined when nobody configured it. */
  address: string | undefined
  /** What there is to know before signing in. */
  news: string | undefined
  /** Why the form comes back; or which fields are to blame. */
  refused: string | undefined
  errors: { username?: string; password?: string }
  /** The field to begin with when the form comes back: its description is the complaint. */
  focus: 'username' | 'password' | undefined
}

/** What stays the same however often the form comes back: what was typed is whatever was sent. */
export interface LoginStart {
  token: string
  address: string | undefined
  next: unknown
  username?: unknown
  computer?: unknown
}

type News = 'trash' | 'kept' | 'undone' | 'ended' | 'saved' | 'left'

/** Why a form comes back. */
export type Refusal =
  | { why: 'incomplete'; errors: Record<string, string> }
  | { why: 'rejected' | 'away' | 'stale' }
  | { why: 'barred' | 'crowded'; until: Date }

export const statusOf: Record<Refusal['why'], number> = {
  incomplete: 422,
  rejected: 401,
  barred: 429,
  crowded: 429,
  away: 503,
  stale: 403,
}

export const incomplete = (errors: Record<string, string>): Refusal => ({ why: 'incomplete', errors })

/** The first page, with what its address says there is to know. */
export function loginPage(start: LoginStart, { t }: Locale, news?: News): LoginPage {
  return {
    title: t('login.title'),
    frame: 'bare',
    token: start.token,
    address: start.address,
    next: textOf(start.next),
    username: textOf(start.username),
    computer: start.computer === 'own' ? 'own' : 'shared',
    news: news && t(`login.${news}`),
    refused: undefined,
    errors: {},
    focus: undefined,
  }
}

export function refusedPage(start: LoginStart, refusal: Refusal, locale: Locale): LoginPage {
  const errors = refusal.why === 'incomplete' ? sayErrors(refusal.errors, locale) : {}
  return {
    ...loginPage(start, locale),
    title: locale.t(refusal.why === 'away' ? 'login.title.away' : 'login.title.refused'),
    refused: sayRefusal(refusal, locale),
    errors,
    focus: errors.username ? 'username' : 'password',
  }
}

/** `?kept`, `?undone`, `?ended`, `?saved`, `?trash` or `?left`: the first that is there. */
export function newsOf(query: Record<string, unknown>): News | undefined {
  return (['kept', 'undone', 'ended', 'saved', 'trash', 'left'] as const).find((news) => query[news] !== undefined)
}

function sayErrors({ username, password }: Record<string, string>, { t }: Locale): LoginPage['errors'] {
  return {
    ...(username && { username: t(username as MessageKey) }),
    ...(password && { password: t(password as MessageKey) }),
  }
}

const minute = 60_000

function sayRefusal(refusal: Refusal, { t, time }: Locale): string | undefined {
  if (refusal.why === 'incomplete') return undefined
  if (!('until' in refusal)) return t(`login.${refusal.why}`)

  const wait = refusal.until.getTime() - Date.now()
  if (wait < minute) return t(`login.${refusal.why}.seconds`, { seconds: Math.max(1, Math.ceil(wait / 1000)) })
  // Rounded up: in the minute that is named, the next try is let through.
  return t(`login.${refusal.why}.time`, { time: time(new Date(Math.ceil(refusal.until.getTime() / minute) * minute)) })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
