import { createHmac, timingSafeEqual } from 'node:crypto'

/** Milliseconds: as long as an evening and a night after the page was drawn. */
const lifetime = 12 * 3_600_000

/** Whose draft a token lets be saved. */
export interface ParkedFor {
  account: string
  draft: string
}

/** What a token of ours says; once expired, it tells only whose page it was. */
export interface ReadToken extends ParkedFor {
  expired: boolean
}

interface Keyed {
  /** SESSION_SECRET. */
  secret: string
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Lets one draft of one account be saved, and nothing else, for 12 hours, session or not: a letter posted when its
 * writer's session has ended is kept. It stands first in the letter's form, never in an address.
 */
export function issueDraftToken({ account, draft }: ParkedFor, { secret, now }: Keyed): string {
  const content = Buffer.from(JSON.stringify([account, draft, now + lifetime])).toString('base64url')
  return `${content}.${sign(content, secret).toString('base64url')}`
}

/** Undefined for a token that is not ours. */
export function readDraftToken(token: string, { secret, now }: Keyed): ReadToken | undefined {
  const [content = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const right = sign(content, secret)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined

  const [account, draft, until] = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as [
    string,
    string,
    number,
  ]
  return { account, draft, expired: now >= until }
}

function sign(content: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`draft token:${content}`).digest()
}
