import type { Criterion, ListFilter } from './types.ts'

/** What must hold of the messages a filter of lists lets through. */
export function filterCriteria(only: ListFilter | undefined): Criterion[] {
  if (only === undefined) return []
  if (typeof only === 'object') return [{ what: 'label', keyword: only.label }]
  return [{ what: only === 'attachments' ? 'attachment' : only }]
}
