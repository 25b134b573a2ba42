import { randomBytes } from 'node:crypto'
import type { SealBox } from './seal-box.ts'
import type { SealContext } from './seal.ts'
import type { Writing } from './types.ts'

const context: SealContext = ['secret', 'hash']

/**
 * The key of `store.hash`: random, made once, kept sealed beside what it hashes, so that changing SESSION_SECRET or
 * CONTENT_KEYS loses nobody's account. Sealed again at each start, by the newest content key: old ones can be retired.
 */
export async function takeHashKey(transaction: Writing, box: SealBox): Promise<Buffer> {
  const row = await transaction.selectFrom('secret').select('value').where('name', '=', 'hash').executeTakeFirst()
  const key = row ? openKey(row.value, box) : randomBytes(32)
  const value = box.seal(key, context)
  await transaction
    .insertInto('secret')
    .values({ name: 'hash', value })
    .onConflict((known) => known.column('name').doUpdateSet({ value }))
    .execute()
  return key
}

function openKey(sealed: Uint8Array, box: SealBox): Buffer {
  try {
    return box.open(sealed, context)
  } catch (cause) {
    throw new Error('CONTENT_KEYS does not hold the key this database was sealed with', { cause })
  }
}
