import type { Credentials } from '../../mail/index.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import { generationOf } from './writing-down.ts'

/**
 * Holds what others than these credentials pressed, or what was pressed before every session was ended: it waits until
 * its owner confirms it. Gives the letters that are not theirs, held or not. The digests are compared, slowly, once a
 * process each.
 */
export async function holdWhatOthersPressed(
  parts: OutboxParts,
  { account, credentials }: { account: string; credentials: Credentials },
  rows: OutboxRow[],
): Promise<OutboxRow[]> {
  const unsent = rows.filter(({ state }) => state !== 'sent')
  if (unsent.length === 0) return []
  const generation = await generationOf(parts.store.read, account)
  const others: OutboxRow[] = []
  for (const row of unsent) if (!(await isTheirs(parts, row, { credentials, generation }))) others.push(row)

  const free = others.filter(({ held }) => !held)
  // A session that began with a password of before may still be read: it holds nothing of its owner's.
  if (free.length === 0 || (await parts.submission.letsIn(credentials)) === 'no') return others
  await hold(parts, free)
  return others
}

/** What waits for its owner's confirmation as of now, whoever held it. */
export async function heldOf({ store }: Pick<OutboxParts, 'store'>, account: string): Promise<string[]> {
  const held = await store.read
    .selectFrom('outbox')
    .select('id')
    .where('account', '=', account)
    .where('state', 'in', ['waiting', 'sending'])
    .where('held', '=', 1)
    .execute()
  return held.map(({ id }) => id)
}

async function isTheirs(
  { rows, digests }: OutboxParts,
  row: OutboxRow,
  { credentials, generation }: { credentials: Credentials; generation: number | null },
): Promise<boolean> {
  const digest = rows.digestOf(row)
  if (!digest) return true
  return row.generation === generation && (await digests.matches(digest, credentials))
}

/** Whatever is being sent just now included: should that fail, it is not tried again by itself. */
async function hold({ store, changed, clock }: OutboxParts, rows: OutboxRow[]): Promise<void> {
  await store.write(async (transaction) => {
    for (const { id, pressed_with } of rows)
      await transaction
        .updateTable('outbox')
        .set({ held: 1, updated_at: clock.now() })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'sending'])
        // Not what was confirmed meanwhile.
        .where('pressed_with', '=', pressed_with)
        .execute()
  })
  for (const { id } of rows) changed.emit('entry', id)
}
