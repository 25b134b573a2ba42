import type { Credentials } from '../../mail/index.ts'
import type { Leaves } from '../types.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'

/** The columns that say when a letter leaves. */
export function hourOf(leaves: Leaves | undefined, now: number): Pick<OutboxRow, 'planned' | 'delay' | 'due_at'> {
  if (leaves?.kind === 'delayed') return { planned: 0, delay: leaves.ms, due_at: now + leaves.ms }
  const hour = leaves?.at.getTime() ?? 0
  return hour > now ? { planned: 1, delay: 0, due_at: hour } : { planned: 0, delay: 0, due_at: now }
}

/** Whose decision it is that a letter leaves: what a later sign-in, and the hour itself, are compared with. */
export type Signature = (id: string) => Pick<OutboxRow, 'pressed_with' | 'generation' | 'held'>

/** Signs whatever row of the account is written next. */
export async function signatureOf(
  { digests, rows, store }: OutboxParts,
  account: string,
  credentials: Credentials,
): Promise<Signature> {
  const digest = await digests.of(credentials)
  const generation = await generationOf(store.read, account)
  return (id) => ({ pressed_with: rows.sealDigest(digest, { account, id }), generation, held: 0 })
}

/** Raised when every session of the account was ended; null for one nobody signed in to. */
export async function generationOf(
  database: Pick<OutboxParts['store']['read'], 'selectFrom'>,
  account: string,
): Promise<number | null> {
  const row = await database.selectFrom('account').select('generation').where('id', '=', account).executeTakeFirst()
  return row?.generation ?? null
}

/** Nobody's until its hour has come, or this process's, which has the secret. */
export function leaseFor({ planned }: Pick<OutboxRow, 'planned'>, { owner, lease, clock }: OutboxParts) {
  return planned ? { lease_owner: null, lease_until: 0 } : { lease_owner: owner, lease_until: clock.now() + lease }
}
