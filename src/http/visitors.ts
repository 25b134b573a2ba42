import { type Cookies, createCookies } from './cookies.ts'
import { createGuard, type Guard } from './guard.ts'
import { createPresence, type Presence, type PresenceOptions, type Present } from './presence.ts'

/** Who asks, and what stands before everything private. */
export interface Visitors<Visitor extends Present> extends Presence<Visitor>, Guard {
  cookies: Cookies
}

export type VisitorsOptions<Visitor extends Present> = Omit<PresenceOptions<Visitor>, 'cookies'>

export function createVisitors<Visitor extends Present>(options: VisitorsOptions<Visitor>): Visitors<Visitor> {
  const cookies = createCookies(options)
  const presence = createPresence({ ...options, cookies })
  return { cookies, ...presence, ...createGuard({ presence, cookies, secret: options.secret }) }
}
