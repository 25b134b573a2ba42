import { z } from 'zod'
import { paths } from '../../http/paths.ts'
import { filterName, type ListedSort, readFilter, readSort, sortName, usualSort } from '../../list/filter.ts'
import { readUids } from '../../list/selection.ts'
import type { ListFilter } from '../../mail/index.ts'

/** `3,5,8`: what is no UID is left out. */
const uidList = z
  .string()
  .catch('')
  .transform((list) => readUids(list.split(',')))

const notes = ['none', 'where', 'which', 'label', 'gone', 'kept', 'partly'] as const

const yes = z.literal('true').transform(Boolean).catch(false)

const listQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  only: z.string().transform(readFilter).optional().catch(undefined),
  sort: z.string().transform(readSort).catch(usualSort),
  below: z.coerce.number().int().min(2).max(4_294_967_295).optional().catch(undefined),
  all: yes,
  ticked: uidList,
  uidValidity: z.string().catch(''),
  final: yes,
  quotes: yes,
  note: z.enum(notes).optional().catch(undefined),
})

/** What is asked of a list; whatever makes no sense is as if it were not there. */
export interface ListQuery {
  page: number
  only: ListFilter | undefined
  sort: ListedSort
  /** Goes on with a slice: only UIDs below. */
  below: number | undefined
  all: boolean
  ticked: number[]
  /** The folder `ticked` are UIDs of, before something final is done to them. */
  uidValidity: string
  /** Of a whole folder: it is to be removed for ever. */
  final: boolean
  /** Printed with the earlier messages that are quoted. */
  quotes: boolean
  /**
   * A sentence the last form calls for: nothing was ticked, no folder or label was chosen, the server keeps no such
   * label, the messages have left, a letter of somebody else was kept, or only a part could be done.
   */
  note: (typeof notes)[number] | undefined
}

const usual = listQuery.parse({}) as ListQuery

export const readListQuery = (query: object): ListQuery =>
  Object.keys(query).length === 0 ? usual : (listQuery.parse(query) as ListQuery)

type Asked = Pick<ListQuery, 'page' | 'only' | 'sort' | 'below'>

/** The address of a list as it was asked for, and what more there is to say. */
export function listHref(folder: string, query: Asked, more: Parameters<typeof paths.folder>[1] = {}): string {
  const { page, only, sort, below } = query
  return paths.folder(folder, { page, only: filterName(only), sort: sortName(sort), below, ...more })
}
