import { type MessageAddress, type Query, segment, withQuery } from './segments.ts'

/** Writing, and what is on its way. */
export const composePaths = {
  compose: (query: { to?: string } = {}) => withQuery('/compose', query),
  /** Answers a message: reply, reply-all, reply-list, forward, forward-attached; as-new writes it once more. */
  answer: (ref: MessageAddress, kind: string) =>
    withQuery('/compose', { kind, folder: ref.folder, message: `${ref.uidValidity}-${ref.uid}` }),
  /** Opens a message of the drafts folder for writing. */
  editDraft: (ref: MessageAddress) =>
    withQuery('/compose', { kind: 'edit', folder: ref.folder, message: `${ref.uidValidity}-${ref.uid}` }),
  draft: (draft: string, query: Query = {}) => withQuery(`/compose/${segment(draft)}`, query),
  draftAt: ({ id, revision }: { id: string; revision: number }, query: Query = {}) =>
    withQuery(`/compose/${segment(id)}/${revision}`, query),
  draftConflict: ({ id, other }: { id: string; other: string }) => `/compose/${segment(id)}/conflict/${segment(other)}`,
  /** Asks before a draft is thrown away. */
  draftDiscard: (draft: string) => `/compose/${segment(draft)}/discard`,
  /** Asks when a letter leaves, or, once it waits in the outbox, whether at another hour; says how `typed` was read. */
  draftLater: (draft: string, typed?: { date: string; hour: string }) =>
    withQuery(`/compose/${segment(draft)}/later`, typed ? { ...typed, note: 'read' } : {}),
  /** Asks, in quiet hours, whether it waits until they are over. */
  draftQuiet: (draft: string) => `/compose/${segment(draft)}/quiet`,

  outbox: (query: { said?: string } = {}) => withQuery('/outbox', query),
  outboxEntry: (id: string) => `/outbox/${segment(id)}`,
}
