import type { Drafts } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'

/** A draft that was thrown away is open again, with its files, as long as its row is kept. */
export function restoreDraft({ store, rows, clock }: DraftParts): Drafts['restore'] {
  return (account, id, { discarded: { revision, whole }, copy: ref }) =>
    store.write(async (transaction) => {
      const row = await rows.find(account, id, transaction)
      if (row?.state !== 'discarded') return false
      const known = ref ? { server_revision: revision, server_whole: Number(whole) } : {}
      await rows.note(transaction, row, { copy: { ...rows.copyOf(row), ...(ref && { ref }) }, ...known })
      const open = { state: 'open' as const, saved_at: clock.now() }
      await transaction.updateTable('draft').set(open).where('id', '=', id).execute()
      return true
    })
}
