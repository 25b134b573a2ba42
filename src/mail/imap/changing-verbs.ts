import type { MailAccount } from '../mail-account.ts'
import type { Selection } from '../types.ts'
import { append } from './append.ts'
import { changeFlags } from './change-flags.ts'
import { checkedPath } from './command.ts'
import type { FolderContext } from './context.ts'
import { copyMessages } from './copy-messages.ts'
import { forgetCounts, forgetQuota } from './forget.ts'
import { inParts } from './in-parts.ts'
import { lend, type Lender, lendFolder } from './lend.ts'
import { moveMessages } from './move-messages.ts'
import { probe } from './probe.ts'
import { removeMessages } from './remove-messages.ts'
import { insistOnSame } from './select-folder.ts'

/** What changes messages: never on a folder that was rebuilt meanwhile. */
export function changingVerbs(
  lender: Lender,
): Pick<MailAccount, 'changeFlags' | 'moveMessages' | 'copyMessages' | 'removeMessages' | 'append'> {
  const onSelection = <T>(selection: Selection, work: (context: FolderContext) => Promise<T>): Promise<T> =>
    lendFolder(lender, { folder: selection.folder }, async (context) => {
      // A folder rebuilt elsewhere, or a line that died, is found out before anything is changed.
      if (!context.folder.fresh) await probe(context.line)
      insistOnSame(context.folder, selection)
      return work(context).finally(() => forgetCounts(context))
    })
  return {
    changeFlags: (selection, change) => onSelection(selection, (context) => changeFlags(context, selection, change)),
    moveMessages: (selection, to) =>
      onSelection(selection, (context) => inParts(context, selection, (part) => moveMessages(context, part, to))),
    copyMessages: (selection, to) =>
      onSelection(selection, (context) =>
        inParts(context, selection, (part) => copyMessages(context, part, to)).finally(() => forgetQuota(context)),
      ),
    removeMessages: (selection) =>
      onSelection(selection, (context) => removeMessages(context, selection).finally(() => forgetQuota(context))),
    append: (folder, message, options) =>
      lend(lender, {}, (context) =>
        append(context, checkedPath(folder), { message, ...options }).finally(() => {
          forgetCounts(context)
          forgetQuota(context)
        }),
      ),
  }
}
