import type { Writing } from '../../store/index.ts'

/** What needs a file: while anything does, it is kept. */
export type Holder = `draft:${string}` | `outbox:${string}`

/** From now on `holder` needs exactly these files: others are let go, and swept a day later if nobody else holds them. */
export async function holdUploads(
  transaction: Writing,
  holder: Holder,
  { uploads, now }: { uploads: string[]; now: number },
): Promise<void> {
  const held = await transaction.selectFrom('upload_holder').select('upload').where('holder', '=', holder).execute()
  const before = held.map(({ upload }) => upload)
  const taken = uploads.filter((upload) => !before.includes(upload))
  const dropped = before.filter((upload) => !uploads.includes(upload))

  for (const upload of new Set(taken)) {
    await transaction.insertInto('upload_holder').values({ upload, holder }).execute()
    await transaction.updateTable('upload').set({ idle_since: null }).where('id', '=', upload).execute()
  }
  for (const upload of dropped) await letGo(transaction, { upload, holder, now })
}

async function letGo(
  transaction: Writing,
  { upload, holder, now }: { upload: string; holder: Holder; now: number },
): Promise<void> {
  await transaction.deleteFrom('upload_holder').where('upload', '=', upload).where('holder', '=', holder).execute()
  await transaction
    .updateTable('upload')
    .set({ idle_since: now })
    .where('id', '=', upload)
    .where('id', 'not in', transaction.selectFrom('upload_holder').select('upload').where('upload', '=', upload))
    .execute()
}
