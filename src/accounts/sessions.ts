import { hash } from 'node:crypto'
import type { SessionData, Store as ExpressStore } from 'express-session'
import { LRUCache } from 'lru-cache'
import type { Store } from '../store/index.ts'
import { newSealingKey, openCredentials, sealCredentials } from './sealed-credentials.ts'
import { absoluteLifetime, idleLifetime, touchInterval } from './session-lifetimes.ts'
import type { SessionRecord } from './session-record.ts'
import { SessionStore } from './session-store.ts'
import type { Account, Computer, Credentials, People, SignedIn } from './types.ts'

/** Sessions at rest: what is written of one, and who a browser is that shows one. */
export interface Sessions {
  /** For express-session. */
  store: ExpressStore
  /** What to write down, and the key that only the browser gets. */
  begin(session: NewSession): BegunSession
  /** Who is signed in; undefined when the key does not open the session, or the directory knows its person no more. */
  read(session: Partial<SessionData>, key: string): Promise<SignedIn | undefined>
}

/** Somebody whom the mail server has just let in. */
export interface NewSession {
  account: Account
  credentials: Credentials
  computer: Computer
}

export interface BegunSession {
  /** To be written down. */
  content: Partial<SessionData>
  /** For the browser's cookie only. */
  key: string
  /** Milliseconds that its cookies stay; undefined: until the browser is closed. */
  lasts: number | undefined
}

export function createSessions({ store, secret, people, now }: SessionOptions): Sessions {
  /** Whoever reads asks for page after page: the key to a session is made once a minute, not once a request. */
  const opened = new LRUCache<string, Credentials>({ max: 5_000, ttl: 60_000, ttlAutopurge: true })

  function open({ sealed, account }: SessionRecord, key: string): Credentials | undefined {
    const shown = hash('sha256', JSON.stringify([key, sealed, account]))
    let credentials = opened.get(shown)
    if (!credentials) {
      credentials = openCredentials(sealed, { key, secret, account })
      if (credentials) opened.set(shown, credentials)
    }
    return credentials
  }

  return {
    store: new SessionStore(store, now),

    begin({ account, credentials, computer }) {
      const key = newSealingKey()
      const sealed = sealCredentials(credentials, { key, secret, account: account.id })
      const { id, generation } = account
      const record: SessionRecord = { account: id, generation, factor: 'none', computer, signedInAt: now(), sealed }
      return { content: { record }, key, lasts: computer === 'own' ? absoluteLifetime : undefined }
    },

    async read({ record, touchedAt }, key) {
      if (!record || touchedAt === undefined) return undefined
      const credentials = open(record, key)
      const person = credentials && (await people.find(credentials.login))
      if (!credentials || !person) return undefined

      const { account, generation, computer, factor } = record
      return { account, generation, person, credentials, computer, factor, ...endsOf(record, touchedAt, now()) }
    },
  }
}

export interface SessionOptions {
  store: Store
  /** SESSION_SECRET. */
  secret: string
  people: People
  /** Milliseconds since 1970. */
  now: () => number
}

/** The request at hand counts as a use, but one just after another is not written down. */
function endsOf({ computer, signedInAt }: SessionRecord, touchedAt: number, now: number): Ends {
  const used = now - touchedAt >= touchInterval ? now : touchedAt
  const absoluteEnd = signedInAt + absoluteLifetime
  const idleEnd = Math.min(used + idleLifetime[computer], absoluteEnd)
  return { idleEnd: new Date(idleEnd), absoluteEnd: new Date(absoluteEnd) }
}

type Ends = Pick<SignedIn, 'idleEnd' | 'absoluteEnd'>
