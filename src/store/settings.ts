import { prepare } from './prepared.ts'
import type { SealContext } from './seal.ts'
import type { Settings, Store, Writing } from './types.ts'

/** Settings over the store. */
export function createSettings({ read, write, box }: Pick<Store, 'read' | 'write' | 'box'>): Settings {
  async function save(transaction: Writing, account: string, [name, value]: [name: string, value: string]) {
    const sealed = box.seal(value, contextOf(account, name))
    await transaction
      .insertInto('setting')
      .values({ account, name, value: sealed })
      .onConflict((row) => row.columns(['account', 'name']).doUpdateSet({ value: sealed }))
      .execute()
  }

  const ofAccount = prepare(read, ({ account }: { account: string }) =>
    read.selectFrom('setting').select(['name', 'value']).where('account', '=', account),
  )

  return {
    async read(account) {
      const rows = await ofAccount({ account })
      return new Map(rows.map(({ name, value }) => [name, box.openText(value, contextOf(account, name))]))
    },
    save: (account, name, value) => write((transaction) => save(transaction, account, [name, value])),
    change: (account, name, change) =>
      write(async (transaction) => {
        const row = await transaction
          .selectFrom('setting')
          .select('value')
          .where('account', '=', account)
          .where('name', '=', name)
          .executeTakeFirst()
        await save(transaction, account, [name, change(row && box.openText(row.value, contextOf(account, name)))])
      }),
  }
}

function contextOf(account: string, name: string): SealContext {
  return ['setting', account, name]
}
