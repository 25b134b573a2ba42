import type { Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf } from '../../list/labels.ts'
import { asRow, type MessageRow } from '../../list/row.ts'
import type { Folder, MessageSummary } from '../../mail/index.ts'
import { markWords, type Piece } from './marks.ts'

/** A result, as `views/search/rows.ejs` prints it: what was looked for is marked wherever it shows. */
export interface FoundRow extends MessageRow {
  marked: { who: Piece[]; subject: Piece[]; preview: Piece[] }
  /** The first words, or those around what was found, have a mark. */
  hit: boolean
}

interface Found {
  items: MessageSummary[]
  /** Words to mark. */
  words: string[]
  /** What the text says around a word, where nothing else of the row would show it; by row. */
  excerpts: ReadonlyMap<MessageSummary, string>
  ticked: 'all' | string[]
  folders: Folder[]
  preferences: Preferences
}

export function foundRows({ items, words, excerpts, ...given }: Found, locale: Locale): FoundRow[] {
  const { folders, preferences, ticked } = given
  const labels = labelsOf(preferences, locale)
  const mark = (text: string) => markWords(text, words)
  return items.map((item, index) => {
    const folder = folders.find(({ path }) => path === item.ref.folder)
    const among = { place: folder ? locale.folderName(folder) : item.ref.folder, index }
    const standing = { folder: folder ?? {}, ticked, labels, previews: !preferences.economy, among }
    const row = asRow(item, standing, locale)
    const preview = mark(excerpts.get(item) ?? row.preview)
    const hit = preview.some(({ found }) => found)
    return { ...row, marked: { who: mark(row.who), subject: mark(row.subject), preview }, hit }
  })
}
