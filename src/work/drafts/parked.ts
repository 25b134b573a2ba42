import type { Writing } from '../../store/index.ts'
import type { Upload } from '../types.ts'

/** Whoever holds a parking token may save without a session: this much, for one account, and no more. */
const mostDrafts = 30
const mostBytes = 200 * 1024 * 1024

/** The account's parked drafts are as many, or as large, as they may become. */
export class ParkingFull extends Error {
  override readonly name = 'ParkingFull'
}

/** Rejects with `ParkingFull` when one more draft with these files would pass the bounds. */
export async function boundParked(
  transaction: Writing,
  { account, draft, files }: { account: string; draft: string; files: Upload[] },
): Promise<void> {
  const parked = await transaction
    .selectFrom('draft')
    .select('id')
    .where('account', '=', account)
    .where('parked', '=', 1)
    .execute()
  const others = parked.map(({ id }) => id).filter((id) => id !== draft)
  if (others.length >= mostDrafts) throw new ParkingFull('Too many parked drafts')

  const bytes = await bytesHeldBy(transaction, others)
  const arriving = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes + arriving > mostBytes) throw new ParkingFull('Parked drafts are too large')
}

async function bytesHeldBy(transaction: Writing, drafts: string[]): Promise<number> {
  if (drafts.length === 0) return 0
  const holders = drafts.map((id) => `draft:${id}`)
  const held = transaction.selectFrom('upload_holder').select('upload').where('holder', 'in', holders)
  const { total } = await transaction
    .selectFrom('upload')
    .select(({ fn }) => fn.sum<number | string | null>('size').as('total'))
    .where('id', 'in', held)
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}
