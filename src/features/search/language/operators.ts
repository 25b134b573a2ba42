import { folded, type State, type TextField } from './term.ts'

/** What stands before a colon. */
export type Operator =
  | { takes: 'words'; field: TextField }
  | { takes: 'file' | 'before' | 'since' | 'on' | 'larger' | 'smaller' | 'folder' | 'label' | 'state' }
  | { takes: 'nothing'; state: State }

/** French and English, without accents. */
const names: [Operator, string][] = [
  [{ takes: 'words', field: 'from' }, 'de from expediteur sender'],
  [{ takes: 'words', field: 'to' }, 'a to destinataire recipient'],
  [{ takes: 'words', field: 'cc' }, 'cc copie'],
  [{ takes: 'words', field: 'subject' }, 'objet sujet subject'],
  [{ takes: 'words', field: 'body' }, 'texte text corps body'],
  [{ takes: 'words', field: 'list' }, 'liste list'],
  [{ takes: 'file' }, 'piece pieces pj fichier attachment attachments file filename'],
  [{ takes: 'before' }, 'avant before'],
  [{ takes: 'since' }, 'apres depuis after since'],
  [{ takes: 'on' }, 'le en on date'],
  [{ takes: 'larger' }, 'plus larger bigger'],
  [{ takes: 'smaller' }, 'moins smaller'],
  [{ takes: 'folder' }, 'dans dossier in folder'],
  [{ takes: 'label' }, 'etiquette label tag'],
  [{ takes: 'state' }, 'est is avec has'],
  [{ takes: 'nothing', state: 'unread' }, 'non-lu non-lus nonlu nonlus unread'],
  [{ takes: 'nothing', state: 'followed' }, 'suivi suivis followed flagged starred'],
]

const operators = new Map(names.flatMap(([operator, all]) => all.split(' ').map((name) => [name, operator] as const)))

export const operatorNamed = (typed: string): Operator | undefined => operators.get(folded(typed))

/** Understood without a colon too: nobody looks for these words. */
export const isUnread = (word: string): boolean => /^non-?lus?$/.test(folded(word))

/** What `est:` and `is:` may be followed by. */
const states: [State, string][] = [
  ['unread', 'nonlu nonlus non-lu non-lus unread new'],
  ['read', 'lu lus read seen'],
  ['followed', 'suivi suivis important followed flagged starred'],
  ['answered', 'repondu repondus answered replied'],
  ['attachment', 'piece pieces pj attachment attachments'],
]

const stateNames = new Map(states.flatMap(([state, all]) => all.split(' ').map((name) => [name, state] as const)))

export const stateNamed = (typed: string): State | undefined => stateNames.get(folded(typed).replace(/^non /, 'non-'))

/** « pièce:oui »; undefined for the name of a file. */
export function yesOrNo(typed: string): boolean | undefined {
  const word = folded(typed)
  if (['oui', 'yes', '*'].includes(word)) return true
  return ['non', 'no'].includes(word) ? false : undefined
}
