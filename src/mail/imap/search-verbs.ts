import type { MailAccount } from '../mail-account.ts'
import { freeze } from './freeze.ts'
import { lend, type Lender, lendFolder } from './lend.ts'
import { listAttachments } from './list-attachments.ts'
import { probe } from './probe.ts'
import { readBeginnings } from './read-beginnings.ts'
import { searchFolders } from './search-folders.ts'
import { insistOnSame } from './select-folder.ts'
import { thaw } from './thaw.ts'

/** Searching goes from folder to folder and takes its time: reading goes on beside it. */
export function searchVerbs(
  lender: Lender,
): Pick<MailAccount, 'search' | 'attachmentsOf' | 'beginningsOf' | 'freeze' | 'thaw'> {
  return {
    search: (request) => lend(lender, { aside: true }, (context) => searchFolders(context, request)),
    attachmentsOf: (refs) => lend(lender, { aside: true }, (context) => listAttachments(context, refs)),
    beginningsOf: (refs, limit) => readBeginnings(lender, refs, limit),
    freeze: (chosen) => lend(lender, { aside: true }, (context) => freeze(context, chosen)),
    thaw: (frozen) =>
      lendFolder(lender, { folder: frozen.folder }, async (context) => {
        if (!context.folder.fresh) await probe(context.line)
        insistOnSame(context.folder, frozen)
        return thaw(context, frozen)
      }),
  }
}
