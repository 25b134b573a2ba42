import type { Selectable } from 'kysely'
import type { Store, Tables, Writing } from '../../store/index.ts'
import type { Clock } from '../clock.ts'
import { findDeed, nextTurn, openDeed, sealDeed, writeDeed } from '../history.ts'
import { randomId } from '../random-id.ts'
import type { Deed, Trace, Undone } from '../types.ts'
import { mayGoOn } from './goes-on.ts'
import { isTooOld } from './lapsed.ts'
import { inTurn } from './trail.ts'
import { whyFinal } from './why-final.ts'

/** Milliseconds after which whoever began an undo is taken for dead: much longer than one handful of messages takes. */
const lease = 60_000

type Row = Selectable<Tables['history']>

export interface ClaimParts {
  store: Store
  clock: Clock
}

/** A deed that nobody else undoes now. */
export interface Claim {
  account: string
  deed: Deed
  /** Of the deed. */
  turn: number
  /** The row that undoes it, and what it has done so far. */
  id: string
  at: number
  undone: Undone
  /** It was begun before, and cut off. */
  again: boolean
}

/** `busy`, `done`: the row that undoes it, or has. */
type Claimed = { claim: Claim } | { busy: string } | { done: string } | undefined

/** Takes the turn to undo a deed, among all processes of one store. Undefined for what is not this account's, is final or too old. */
export function takeClaim({ store, clock }: ClaimParts, account: string, id: string): Promise<Claimed> {
  const write = writeDeed(store)
  return store.write(async (transaction) => {
    const row = await findDeed(transaction, account, id)
    const deed = row && openDeed(store, row)
    if (!row || !deed || whyFinal(deed) || (await isTooOld(transaction, row))) return undefined

    const begun = await begunUndo(transaction, store, row)
    if (begun?.undone.state === 'done' && !mayGoOn(begun.undone)) return { done: begun.id }
    const now = clock.now()
    // A clock set back would make it wait for hours: a lease is never longer than it is.
    if (begun && row.undo_until > now && row.undo_until <= now + lease) return { busy: begun.id }

    const mine = begun ?? { id: randomId(), at: now, undone: beginningOf(id, deed) }
    if (!begun) await write(transaction, account, { id: mine.id, at: now, deed: mine.undone, undoes: id })
    await hold(transaction, id, { undone: mine.id, undo_until: now + lease })
    return { claim: { account, deed, turn: row.turn, again: begun !== undefined, ...mine } }
  })
}

async function begunUndo(transaction: Writing, store: Store, { account, undone }: Row) {
  const row = undone === null ? undefined : await findDeed(transaction, account, undone)
  if (!row) return undefined
  const deed = openDeed(store, row)
  return deed.kind === 'undone' ? { id: row.id, at: row.at, undone: deed } : undefined
}

/** What was done since the deed, and what this undo did before it was cut off. */
export async function tracesSince({ store }: ClaimParts, { account, turn }: Claim): Promise<Trace[]> {
  const later = store.read.selectFrom('history').selectAll().where('account', '=', account).where('turn', '>', turn)
  const rows = await later.orderBy('turn').execute()
  const done = inTurn(rows.map((row) => ({ ...row, deed: openDeed(store, row) })))
  return done.filter((trace) => trace.turn > turn)
}

/** Writes down one more thing it did, after all that was done until now, and gives all it did; the claim lasts on. */
export function noteClaim({ store, clock }: ClaimParts, claim: Claim, trace: Trace): Promise<Undone> {
  return store.write(async (transaction) => {
    const { account, id } = claim
    const now = clock.now()
    const turn = await nextTurn(transaction, account, now)
    const undone: Undone = { ...claim.undone, state: 'begun', traces: [...claim.undone.traces, { ...trace, turn }] }
    await transaction.updateTable('history').set({ turn }).where('id', '=', id).execute()
    await rewrite(transaction, store, { account, id, deed: undone })
    await hold(transaction, undone.of, { undo_until: now + lease })
    return undone
  })
}

/** Ends it. Where nothing could be put back, it may be tried again: the world may have changed. */
export function endClaim({ store }: ClaimParts, claim: Claim, undone: Undone): Promise<void> {
  return store.write(async (transaction) => {
    await rewrite(transaction, store, { ...claim, deed: undone })
    const by = undone.count === 0 && undone.state === 'done' ? null : claim.id
    await hold(transaction, undone.of, { undone: by, undo_until: 0 })
  })
}

/** Lets it go as it is: the next press goes on at once. */
export function releaseClaim({ store }: ClaimParts, { undone }: Claim): Promise<void> {
  return store.write((transaction) => hold(transaction, undone.of, { undo_until: 0 }))
}

async function rewrite(transaction: Writing, store: Store, row: { account: string; id: string; deed: Undone }) {
  await transaction
    .updateTable('history')
    .set({ deed: sealDeed(store, row) })
    .where('id', '=', row.id)
    .execute()
}

async function hold(
  transaction: Writing,
  id: string,
  values: Partial<Pick<Row, 'undone' | 'undo_until'>>,
): Promise<void> {
  await transaction.updateTable('history').set(values).where('id', '=', id).execute()
}

function beginningOf(of: string, deed: Deed): Undone {
  return { kind: 'undone', of, what: kindOf(deed), state: 'begun', count: 0, left: [], traces: [] }
}

/** One action in several folders is told as if it had been one. */
function kindOf(deed: Deed): Undone['what'] {
  if (deed.kind === 'several') return deed.deeds[0] ? kindOf(deed.deeds[0]) : 'moved'
  return deed.kind === 'undone' ? deed.what : deed.kind
}
