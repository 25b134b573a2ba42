import type { AccountTables } from './accounts.ts'
import type { WorkTables } from './work.ts'

/** Every table, one file a subject. Times are milliseconds since 1970. */
export type Tables = AccountTables & WorkTables
