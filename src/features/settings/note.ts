import type { Request } from 'express'
import type { Locale } from '../../i18n/index.ts'

const notes = ['same', 'read', 'kept'] as const

/** The sentence a form calls for that changed nothing. */
export function noteAsked({ query }: Request, { t }: Locale): string {
  const note = notes.find((one) => one === query['note'])
  return note ? t(`settings.note.${note}`) : ''
}
