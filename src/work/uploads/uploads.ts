import { Readable } from 'node:stream'
import type { Store } from '../../store/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { randomId } from '../random-id.ts'
import { sealedColumn, type SealedColumn } from '../sealed-column.ts'
import type { Upload, Uploads } from '../types.ts'
import { readSealedFile, removeSealedFiles, writeSealedFile } from './sealed-file.ts'

type Facts = Omit<Upload, 'id'>

interface Parts {
  store: Store
  facts: SealedColumn<Facts>
  clock: Clock
}

/** Files people attach, sealed under `DATA_DIR/files`, their names and types sealed in the database. */
export function createUploads({ store, clock = systemClock }: { store: Store; clock?: Clock }): Uploads {
  const facts = sealedColumn<Facts>(store.box, 'upload.facts')
  return {
    receive: (account, file) => receive({ store, facts, clock }, account, file),

    async describe(account, ids) {
      const rows = await rowsOf(store, account, ids)
      const known = new Map(rows.map((row) => [row.id, { id: row.id, ...facts.open(row.facts, row) }]))
      return ids.flatMap((id) => known.get(id) ?? [])
    },

    open: (account, id) => Readable.from(contentOf(store, account, id), { objectMode: false }),

    async remove(account, ids) {
      const removed = await removeIdle(store, account, ids)
      await removeSealedFiles(
        store,
        removed.map(({ file }) => file),
      )
    },
  }
}

async function receive(
  { store, facts, clock }: Parts,
  account: string,
  { name, type, content, limit }: Parameters<Uploads['receive']>[1],
): Promise<Upload> {
  const [id, file] = [randomId(), randomId()]
  const written = await writeSealedFile(store, { name: file, context: contextOf(account, file), content, limit })
  const upload = { name, type, ...written }
  const sealed = facts.seal(upload, { account, id })
  const row = { id, account, file, size: written.size, facts: sealed, idle_since: clock.now() }
  try {
    await store.write((transaction) => transaction.insertInto('upload').values(row).execute())
  } catch (error) {
    await removeSealedFiles(store, [file])
    throw error
  }
  return { id, ...upload }
}

const contextOf = (account: string, file: string) => ['file', account, file] as const

async function rowsOf({ read }: Store, account: string, ids: string[]) {
  if (ids.length === 0) return []
  return read.selectFrom('upload').selectAll().where('account', '=', account).where('id', 'in', ids).execute()
}

async function* contentOf(store: Store, account: string, id: string): AsyncGenerator<Buffer> {
  const [row] = await rowsOf(store, account, [id])
  if (!row) throw new UploadMissing(id)
  yield* readSealedFile(store, { name: row.file, context: contextOf(account, row.file) })
}

/** What a draft or a letter in the outbox holds stays. */
async function removeIdle({ write }: Store, account: string, ids: string[]): Promise<{ file: string }[]> {
  if (ids.length === 0) return []
  return write((transaction) =>
    transaction
      .deleteFrom('upload')
      .where('account', '=', account)
      .where('id', 'in', ids)
      .where('idle_since', 'is not', null)
      .returning('file')
      .execute(),
  )
}

/** The file is no longer kept, or was never this account's. */
export class UploadMissing extends Error {
  override readonly name = 'UploadMissing'

  constructor(id: string) {
    super(`No file ${id}`)
  }
}
