import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import type { Folder } from '../../mail/index.ts'
import { goesOn, type HistoryRow, type Remembered, whyFinal, whyLost } from '../../work/index.ts'

/** What `views/history/list.ejs` needs. */
export interface HistoryPage extends Page {
  note: string
  rows: DeedRow[]
  /** The page to come back to. */
  from: string
}

interface DeedRow {
  /** Of its sentence, in the page. */
  id: string
  words: string
  when: string
  /** For machines. */
  at: string
  undo?: { id: string; begun: boolean }
  /** Why it cannot be undone, or when it was; empty where it can be. */
  why: string
}

interface Done {
  rows: Remembered[]
  /** Undefined where the mail server could not say. */
  folders: Folder[] | undefined
  say: (row: HistoryRow) => ReturnType<Services['sayRow']>
  note: 'final' | 'old' | undefined
}

export function historyPage({ rows, folders, say, note }: Done, locale: Locale): HistoryPage {
  const { t } = locale
  return {
    title: t('history.title'),
    note: note ? t(`history.note.${note}`) : '',
    rows: rows.map((row, index) => asDeedRow(row, { folders, say, id: `deed-${String(index + 1)}` }, locale)),
    from: paths.history(),
  }
}

function asDeedRow(
  row: Remembered,
  { folders, say, id }: Pick<Done, 'folders' | 'say'> & { id: string },
  locale: Locale,
): DeedRow {
  const undo = folders && goesOn(row, folders) ? { id: row.id, begun: true } : say(row).undo
  const lost = undo && folders && whyLost(row, folders)
  return {
    id,
    words: say({ id: row.id, at: row.at, deed: row.deed }).words,
    when: locale.longDate(row.at),
    at: row.at.toISOString(),
    ...(undo && !lost && { undo }),
    why: lost ? locale.t(`history.lost.${lost}`) : whyNot(row, say, locale),
  }
}

function whyNot({ deed, undone, lapsed }: HistoryRow, say: Done['say'], { t, longDate }: Locale): string {
  if (undone?.deed.state === 'done') {
    const at = longDate(undone.at)
    const wholly = undone.deed.left.length === 0
    return wholly ? t('history.undone.at', { at }) : t('history.undone.partly', { at, outcome: say(undone).words })
  }
  if (lapsed) return t(`history.lapsed.${lapsed}`)
  if (undone) return t('history.begun')
  const final = whyFinal(deed)
  return final ? t(`history.final.${final}`) : ''
}
