import type { Drafts } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'

/** A draft that was thrown away is open again, with its files, as long as its row is kept. */
export function restoreDraft({ store, rows, clock }: DraftParts): Drafts['restore'] {
  return (account, id, { discarded, copy }) =>
    store.write(async (transaction) => {
      const row = await rows.find(account, id, transaction)
      if (row?.state !== 'discarded') return false
      // Where nothing could be moved to the trash, what is known of the server is as true as before.
      const ref = discarded.copies.length === 0 ? discarded.ref : copy
      const isKnown = discarded.copies.length === 0 || copy !== undefined
      const server = { server_revision: discarded.revision, server_whole: Number(discarded.whole) }
      await rows.note(transaction, row, { copy: { ...rows.copyOf(row), ...(ref && { ref }) }, ...(isKnown && server) })
      const open = { state: 'open' as const, saved_at: clock.now() }
      await transaction.updateTable('draft').set(open).where('id', '=', id).execute()
      return true
    })
}
