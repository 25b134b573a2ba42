/** Where words are looked for: `anywhere` is subject, sender, recipients and text. */
export type TextField = 'anywhere' | 'from' | 'to' | 'cc' | 'subject' | 'body' | 'list' | 'file'

export type State = 'unread' | 'read' | 'followed' | 'answered' | 'attachment'

/** One thing somebody looks for, as it was understood. */
export type Term =
  | { is: 'words'; field: TextField; words: string }
  | { is: 'period'; period: Period }
  | { is: 'larger' | 'smaller'; bytes: number }
  | { is: 'state'; state: State }
  | { is: 'label'; keyword: string; name: string }
  /** Several, where they share a name. */
  | { is: 'folder'; name: string; paths: string[] }
  | { is: 'not'; term: Term }
  | { is: 'either' | 'all'; terms: Term[] }

/** Days as `YYYY-MM-DD`: from the first one on, before the other. */
export interface Period {
  from?: string
  until?: string
}

/** What could not be taken as it was typed. */
export interface Note {
  about: 'operator' | 'date' | 'size' | 'folder' | 'label' | 'state' | 'nothing' | 'within' | 'long' | 'many'
  words: string
}

export interface Understood {
  /** All must hold. */
  terms: Term[]
  notes: Note[]
}

/** What the language cannot know by itself. */
export interface Known {
  /** `YYYY-MM-DD`, by the reader's clock. */
  today: string
  monthFirst: boolean
  /** `names` are all that a folder answers to, the one that is shown first. */
  folders: { path: string; names: string[] }[]
  labels: { keyword: string; name: string }[]
}

/** For comparing what people type: without capitals and accents. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const negated = (term: Term): Term => (term.is === 'not' ? term.term : { is: 'not', term })

/** One term for several that must all hold. */
export function together(terms: Term[]): Term | undefined {
  return terms.length > 1 ? { is: 'all', terms } : terms[0]
}

/** Whether a term says where to look: a folder, no folder, one of some folders. */
export function isPlace(term: Term): boolean {
  if (term.is === 'not') return isPlace(term.term)
  return term.is === 'folder' || (term.is === 'either' && term.terms.every(isPlace))
}
