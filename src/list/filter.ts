import { isKeyword, type ListFilter, type ListSort, type SortKey } from '../mail/index.ts'

/** A filter as URLs spell it: `unread`, `label:$label1`. */
export const filterName = (only: ListFilter | undefined): string | undefined =>
  typeof only === 'object' ? `label:${only.label}` : only

/** The reverse of `filterName`; undefined for what is no filter. */
export function readFilter(name: string): ListFilter | undefined {
  if (name === 'unread' || name === 'followed' || name === 'attachments') return name
  const label = name.startsWith('label:') ? name.slice('label:'.length) : ''
  return isKeyword(label) ? { label } : undefined
}

/** By what a list may be sorted; a date is when a message came, which is what rows show. */
export const sortKeys = ['arrival', 'sender', 'subject', 'size'] as const satisfies SortKey[]

export type ListedSort = ListSort & { by: (typeof sortKeys)[number] }

/** Unless told otherwise. It costs the server nothing, and URLs do not say it. */
export const usualSort: ListedSort = { by: 'arrival', order: 'down' }

/** An order as URLs spell it, `sender-up`; undefined for the usual one. */
export const sortName = ({ by, order }: ListedSort): string | undefined =>
  by === usualSort.by && order === usualSort.order ? undefined : `${by}-${order}`

/** The reverse of `sortName`: the usual order for what is none. */
export function readSort(name: string): ListedSort {
  const [key, order] = name.split('-')
  const by = sortKeys.find((one) => one === key)
  return by && (order === 'up' || order === 'down') ? { by, order } : usualSort
}
