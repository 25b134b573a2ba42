import { createHash } from 'node:crypto'
import { Store as ExpressStore, type SessionData } from 'express-session'
import { prepare, type Store } from '../store/index.ts'
import { absoluteLifetime, idleLifetime, touchInterval } from './session-lifetimes.ts'
import './session-record.ts'

type Answer = (error?: unknown) => void

/** express-session's sessions as rows of the store: ids hashed, dead ones and those of an older generation not found. */
export class SessionStore extends ExpressStore {
  readonly #store: Store
  readonly #now: () => number
  readonly #find: ReturnType<typeof living>

  constructor(store: Store, now: () => number) {
    super()
    this.#store = store
    this.#now = now
    this.#find = living(store)
  }

  override get(id: string, answer: (error: unknown, session?: SessionData | null) => void): void {
    this.#read(hashId(id)).then((session) => answer(undefined, session), answer)
  }

  override set(id: string, session: SessionData, answer: Answer = ignore): void {
    this.#write(hashId(id), session).then(() => answer(), answer)
  }

  override touch(id: string, session: SessionData, answer: Answer = ignore): void {
    // express-session keeps the last byte of a page back until it is answered: at once, where nothing is to be written.
    if (this.#now() - session.touchedAt < touchInterval) return answer()
    // Not written down, a session only ends earlier; express-session would cut the page that is being sent.
    this.#touch(hashId(id), session).then(
      () => answer(),
      () => answer(),
    )
  }

  override destroy(id: string, answer: Answer = ignore): void {
    const gone = this.#store.write((transaction) =>
      transaction.deleteFrom('session').where('id', '=', hashId(id)).execute(),
    )
    gone.then(() => answer(), answer)
  }

  async #read(id: string): Promise<SessionData | undefined> {
    const [row] = await this.#find({ id, now: this.#now() })
    if (!row) return undefined

    return { ...(JSON.parse(row.content) as SessionData), touchedAt: row.touched_at }
  }

  async #write(id: string, { cookie, record }: SessionData): Promise<void> {
    const now = this.#now()
    const row = {
      account: record.account,
      generation: record.generation,
      content: JSON.stringify({ cookie, record }),
      touched_at: now,
      idle_end: now + idleLifetime[record.computer],
      absolute_end: record.signedInAt + absoluteLifetime,
    }
    await this.#store.write((transaction) =>
      transaction
        .insertInto('session')
        .values({ id, ...row })
        .onConflict((known) => known.column('id').doUpdateSet(row))
        .execute(),
    )
  }

  /** Never brings back a session that was destroyed while a request of it was still being answered. */
  async #touch(id: string, { record }: SessionData): Promise<void> {
    const now = this.#now()
    const used = { touched_at: now, idle_end: now + idleLifetime[record.computer] }
    await this.#store.write((transaction) =>
      transaction.updateTable('session').set(used).where('id', '=', id).where('touched_at', '<', now).execute(),
    )
  }
}

/** A session that has not ended, of the generation its account is at. */
const living = ({ read }: Store) =>
  prepare(read, ({ id, now }: { id: string; now: number }) =>
    read
      .selectFrom('session')
      .innerJoin('account', (join) =>
        join.onRef('account.id', '=', 'session.account').onRef('account.generation', '=', 'session.generation'),
      )
      .select(['content', 'touched_at'])
      .where('session.id', '=', id)
      .where('idle_end', '>', now)
      .where('absolute_end', '>', now),
  )

/** The id is 256 random bits: a plain hash cannot be turned back, and a stolen table signs nobody in. */
function hashId(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}

function ignore(): void {
  // express-session's own default
}
