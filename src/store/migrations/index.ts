import type { Migration } from 'kysely/migration'
import { up as accounts } from './0001-accounts.ts'
import { up as work } from './0002-work.ts'
import { up as searches } from './0003-searches.ts'
import { up as sendingLater } from './0004-sending-later.ts'
import { up as undo } from './0005-undo.ts'
import { up as passwordPrint } from './0006-password-print.ts'

/** In the order of their names. One that has run anywhere never changes: the next one corrects it. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': { up: accounts },
  '0002-work': { up: work },
  '0003-searches': { up: searches },
  '0004-sending-later': { up: sendingLater },
  '0005-undo': { up: undo },
  '0006-password-print': { up: passwordPrint },
}
