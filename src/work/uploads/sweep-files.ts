import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Store } from '../../store/index.ts'
import { handful, inHandfuls } from '../handfuls.ts'
import { retention } from '../retention.ts'
import { filesFolder, removeSealedFiles } from './sealed-file.ts'

/** Files that nothing has needed for a day. */
export async function sweepUploads(store: Store, now: number): Promise<void> {
  await inHandfuls(async () => {
    const idle = (
      await store.read
        .selectFrom('upload')
        .select('id')
        .where('idle_since', '<', now - retention.upload.keep)
        .limit(handful)
        .execute()
    ).map(({ id }) => id)
    if (idle.length === 0) return 0
    const removed = await store.write((transaction) =>
      // Asked again within the transaction: a draft may have taken it up meanwhile.
      transaction
        .deleteFrom('upload')
        .where('id', 'in', idle)
        .where('idle_since', '<', now - retention.upload.keep)
        .returning('file')
        .execute(),
    )
    await removeSealedFiles(
      store,
      removed.map(({ file }) => file),
    )
    return removed.length
  })
}

/** Files that a killed process left, half written or without their row. */
export async function sweepStrayFiles(store: Store, now: number): Promise<void> {
  const folder = filesFolder(store)
  const names = await readdir(folder).catch(() => [])
  for (let at = 0; at < names.length; at += handful) {
    const some = names.slice(at, at + handful)
    const known = await store.read.selectFrom('upload').select('file').where('file', 'in', some).execute()
    const files = new Set(known.map(({ file }) => file))
    for (const name of some)
      if (!files.has(name) && (await isOld(path.join(folder, name), now))) await removeSealedFiles(store, [name])
  }
}

async function isOld(file: string, now: number): Promise<boolean> {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && found.mtimeMs < now - retention.strayFile.keep
}
