import type { MailAccount } from '../../mail/index.ts'
import type { Discarded, Drafts } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'
import { sameCopy } from './draft-rows.ts'
import { clearCopies } from './server-copies.ts'

/**
 * The server's copy goes to the trash, so that nothing is final; our row stays, closed, and a page reached by Back
 * brings the letter back with its next save. Rejects with the server's `MailError`, the draft as it was.
 */
export function discardDraft(parts: DraftParts): Drafts['discard'] {
  return (account, id, mail) =>
    parts.inTurn(id, async () => {
      const copies: Discarded['copies'] = []
      for (;;) {
        const seen = await discardAsSeen(parts, { account, id, mail })
        copies.push(...seen.copies)
        if (seen.done) return seen.done === 'discarded' ? { ...seen.had, copies } : undefined
      }
    })
}

type Seen = { copies: Discarded['copies'] } & (
  { done: false | 'none' } | { done: 'discarded'; had: Omit<Discarded, 'copies'> }
)

/** Not done when another process saved or pushed it meanwhile: what it is now has to be looked at again. */
async function discardAsSeen(
  { store, rows, clock }: DraftParts,
  { account, id, mail }: { account: string; id: string; mail: MailAccount },
): Promise<Seen> {
  const row = await rows.find(account, id)
  if (row?.state !== 'open') return { copies: [], done: 'none' }

  const { ref, ...rest } = rows.copyOf(row)
  const uncertain = row.push_until !== 0
  const known = { draft: id, copy: rows.copyOf(row), uncertain }
  const copies = ref || uncertain ? await clearCopies(mail, 'discarded', known) : []
  return store.write(async (transaction): Promise<Seen> => {
    const now = await rows.find(account, id, transaction)
    if (now?.state !== 'open' || now.revision !== row.revision || !sameCopy(now, row)) return { copies, done: false }
    await rows.note(transaction, now, { copy: rest, server_revision: null, server_whole: 0 })
    // What is kept of it is kept from now on, however long ago it was saved.
    const closed = { state: 'discarded' as const, parked: 0, saved_at: clock.now() }
    await transaction.updateTable('draft').set(closed).where('id', '=', id).execute()
    return { copies, done: 'discarded', had: { ref, revision: row.server_revision, whole: row.server_whole === 1 } }
  })
}
