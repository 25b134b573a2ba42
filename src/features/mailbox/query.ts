import { z } from 'zod'
import type { ListFilter } from '../../mail/index.ts'

/** More could not be ticked on one page. */
const mostUids = 100

const uid = z.coerce.number().int().min(1).max(4_294_967_295)

/** `3,5,8`: what is no UID is left out. */
const uidList = z
  .string()
  .catch('')
  .transform((list) => readUids(list.split(',')))

const listQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  only: z.enum(['unread', 'followed']).optional().catch(undefined),
  all: z.literal('true').transform(Boolean).catch(false),
  ticked: uidList,
  uidValidity: z.string().catch(''),
  note: z.enum(['none', 'where', 'gone', 'kept']).optional().catch(undefined),
})

/** What is asked of a list; whatever makes no sense is as if it were not there. */
export interface ListQuery {
  page: number
  only: ListFilter | undefined
  all: boolean
  ticked: number[]
  /** The folder `ticked` are UIDs of, before something final is done to them. */
  uidValidity: string
  /**
   * A sentence the last form calls for: nothing was ticked, no folder was chosen, the messages have left, or a letter of
   * somebody else was kept.
   */
  note: 'none' | 'where' | 'gone' | 'kept' | undefined
}

export const readListQuery = (query: unknown): ListQuery => listQuery.parse(query) as ListQuery

export const readUids = (values: string[]): number[] =>
  values
    .slice(0, mostUids)
    .map((value) => uid.safeParse(value))
    .flatMap(({ data }) => data ?? [])
