import type { Address } from '../mail/index.ts'
import type { Store, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { sealedColumn } from './sealed-column.ts'
import type { RecentAddresses } from './types.ts'

/** As many as a list of suggestions can use. */
const most = 200

/** Addresses each account wrote to lately, sealed as one list. */
export function createRecentAddresses({
  store,
  clock = systemClock,
  wanted = () => Promise.resolve(true),
}: {
  store: Store
  clock?: Clock
  /** Whether an account wants them remembered. */
  wanted?: (account: string) => Promise<boolean>
}): RecentAddresses {
  const column = sealedColumn<Address[]>(store.box, 'recent_addresses.addresses')

  async function read(database: Pick<Writing, 'selectFrom'>, account: string): Promise<Address[]> {
    const row = await database
      .selectFrom('recent_addresses')
      .select('addresses')
      .where('account', '=', account)
      .executeTakeFirst()
    return row ? column.open(row.addresses, { account, id: account }) : []
  }

  return {
    list: (account) => read(store.read, account),

    async remember(account, addresses) {
      if (addresses.length === 0 || !(await wanted(account))) return
      await store.write(async (transaction) => {
        const merged = mostRecentFirst(addresses, await read(transaction, account))
        const row = { addresses: column.seal(merged, { account, id: account }), used_at: clock.now() }
        await transaction
          .insertInto('recent_addresses')
          .values({ account, ...row })
          .onConflict((known) => known.column('account').doUpdateSet(row))
          .execute()
      })
    },

    forget: (account) =>
      store.write(async (transaction) => {
        await transaction.deleteFrom('recent_addresses').where('account', '=', account).execute()
      }),
  }
}

/** A name that was known is kept when the address comes back without one. */
function mostRecentFirst(used: Address[], known: Address[]): Address[] {
  const merged = new Map<string, Address>()
  for (const { name, address } of [...used, ...known]) {
    const key = address.toLowerCase()
    const before = merged.get(key)
    merged.set(key, before ? { name: before.name || name, address: before.address } : { name, address })
  }
  return [...merged.values()].slice(0, most)
}
