import type { MailAccount } from '../mail-account.ts'
import { changingVerbs } from './changing-verbs.ts'
import { folderVerbs } from './folder-verbs.ts'
import type { Lender } from './lend.ts'
import { readingVerbs } from './reading-verbs.ts'
import { searchVerbs } from './search-verbs.ts'

/** One user's mail over the lines of `lender`. */
export function createAccount(lender: Lender): MailAccount {
  return { ...folderVerbs(lender), ...readingVerbs(lender), ...searchVerbs(lender), ...changingVerbs(lender) }
}
