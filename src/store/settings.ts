import type { SealContext } from './seal.ts'
import type { Settings, Store } from './types.ts'

/** Settings over the store. */
export function createSettings({ read, write, box }: Pick<Store, 'read' | 'write' | 'box'>): Settings {
  return {
    async read(account) {
      const rows = await read.selectFrom('setting').select(['name', 'value']).where('account', '=', account).execute()
      return new Map(rows.map(({ name, value }) => [name, box.openText(value, contextOf(account, name))]))
    },
    async save(account, name, value) {
      const sealed = box.seal(value, contextOf(account, name))
      await write(async (transaction) => {
        await transaction
          .insertInto('setting')
          .values({ account, name, value: sealed })
          .onConflict((row) => row.columns(['account', 'name']).doUpdateSet({ value: sealed }))
          .execute()
      })
    },
  }
}

function contextOf(account: string, name: string): SealContext {
  return ['setting', account, name]
}
