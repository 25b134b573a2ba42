/** A process of its own that raises one shared counter, for the test of two processes on one store. */
import { openStore } from '../../src/store/index.ts'

const [dataDir = '', , times = '0'] = process.argv.slice(2)
const store = await openStore({ dataDir, contentKeys: [{ version: 1, key: Buffer.alloc(32, 1) }] })

for (let time = 0; time < Number(times); time++) {
  await store.write(async (transaction) => {
    const found = await transaction
      .selectFrom('account')
      .select('generation')
      .where('id', '=', 'shared')
      .executeTakeFirst()
    const row = { id: 'shared', person: 'shared', generation: (found?.generation ?? 0) + 1, created_at: 0 }
    await transaction
      .insertInto('account')
      .values(row)
      .onConflict((old) => old.column('id').doUpdateSet(row))
      .execute()
  })
}
await store.close()
