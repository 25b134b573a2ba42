import { z } from 'zod'
import type { Chosen } from '../../list/act-on-selections.ts'
import { usualSort } from '../../list/filter.ts'
import type { FolderPage } from '../../mail/index.ts'
import type { ListQuery } from './query.ts'

const form = z.object({
  uidValidity: z.string(),
  newest: z.coerce.number().int().min(1).max(4_294_967_295),
})

/**
 * The newest message of the folder, where the page shows it: « Tout marquer lu » is for what was there when the page was
 * drawn, which is all up to this one (RFC 9051 §2.3.1.1: what arrives later has a higher UID).
 */
export function newestOf({ items }: FolderPage, { page, only, sort }: ListQuery): number | undefined {
  const first = page === 1 && sort.by === usualSort.by && sort.order === usualSort.order
  return first && (only === undefined || only === 'unread') ? items[0]?.ref.uid : undefined
}

/** All that a list's form has drawn or passed over; undefined for a form that does not say. */
export function newestDrawn(body: unknown, folder: string): Chosen | undefined {
  const { data } = form.safeParse(body)
  return data && { folder, uidValidity: data.uidValidity, set: `1:${data.newest}` }
}
