import type { Selectable } from 'kysely'
import type { Tables, Writing } from '../../store/index.ts'
import type { Deed, HistoryRow } from '../types.ts'

type Within = Pick<Writing, 'selectFrom'>

/** The last so many deeds can be undone: those that « Historique de mes actions » shows. */
const mostUndoable = 50

/** Whether as many deeds as can be undone came after this one. */
export async function isTooOld(
  within: Within,
  { account, turn }: Pick<Selectable<Tables['history']>, 'account' | 'turn'>,
): Promise<boolean> {
  const later = within.selectFrom('history').select('id').where('account', '=', account).where('turn', '>', turn)
  const deeds = await later.where('undoes', 'is', null).limit(mostUndoable).execute()
  return deeds.length >= mostUndoable
}

/** A draft that was thrown away and saved again since needs no undo; one that was swept away may come from the mail server. */
export async function draftBack(within: Within, account: string, deed: Deed): Promise<Pick<HistoryRow, 'lapsed'>> {
  if (deed.kind !== 'draft-discarded') return {}
  const mine = within.selectFrom('draft').select('state').where('id', '=', deed.draft).where('account', '=', account)
  const draft = await mine.executeTakeFirst()
  return draft && draft.state !== 'discarded' ? { lapsed: 'draft-back' } : {}
}
