import type { Request } from 'express'
import { LRUCache } from 'lru-cache'
import type { Preferences } from '../../accounts/index.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf } from '../../list/labels.ts'
import { asRow, type MessageRow } from '../../list/row.ts'
import { type Folder, type FolderPage, MailError, type MailErrorReason } from '../../mail/index.ts'
import { listHref, type ListQuery } from './query.ts'

/** What `views/mailbox/last-seen.ejs` needs: a list as it was, where the mail server cannot be asked. */
export interface LastSeenPage extends Page {
  heading: string
  /** « vue à 14 h 32 » */
  seen: { iso: string; words: string }
  /** What is wrong, and what this list is. */
  trouble: string
  /** The same list, asked for again. */
  here: string
  rows: Pick<MessageRow, 'who' | 'subject' | 'tags' | 'preview' | 'when' | 'unread'>[]
  empty: string
}

interface Seen {
  list: FolderPage
  at: Date
}

/** Of the whole process: some forty kilobytes each, and each session has a few. */
const mostLists = 500

/** Milliseconds: what is older is no longer what somebody has before their eyes. */
const longest = 2 * 3_600_000

interface Found {
  list: FolderPage
  folders: Folder[]
}

interface WhileAway extends Seen {
  error: MailError
  reason: Away
  status: number
}

interface Asked {
  req: Request
  folder: string
  query: ListQuery
}

type Away = Extract<MailErrorReason, 'server-unreachable' | 'server-silent' | 'too-many-connections'>

const statusOf: Record<Away, number> = { 'server-unreachable': 503, 'server-silent': 504, 'too-many-connections': 503 }

const isAway = (reason: MailErrorReason): reason is Away => Object.hasOwn(statusOf, reason)

/**
 * The lists that sessions have just seen, in memory: while the mail server is away, their readers still know what was
 * there. A session's own alone, so that nobody sees them at that computer after it.
 */
export class LastSeen {
  readonly #kept = new LRUCache<string, Seen>({ max: mostLists, ttl: longest })

  /** What is asked; while that cannot be had, what was seen at this address, and why; or the error, where nothing was. */
  async orWhatWasSeen(asked: Promise<[FolderPage, Folder[]]>, at: Asked): Promise<Found | WhileAway> {
    const address = `${at.req.sessionID} ${listHref(at.folder, at.query)}`
    try {
      const [list, folders] = await asked
      this.#kept.set(address, { list, at: new Date() })
      return { list, folders }
    } catch (error) {
      const seen = this.#kept.get(address)
      if (!seen || !(error instanceof MailError) || !isAway(error.reason)) throw error
      return { ...seen, error, reason: error.reason, status: statusOf[error.reason] }
    }
  }
}

export function lastSeenPage(
  { list, at, reason }: WhileAway,
  { query, preferences }: { query: ListQuery; preferences: Preferences },
  locale: Locale,
): LastSeenPage {
  const { folder, items } = list
  const { t } = locale
  const time = locale.time(at)
  const heading = locale.folderName(folder)
  const standing = { folder, ticked: [], labels: labelsOf(preferences, locale), previews: !preferences.economy }
  return {
    title: t('mailbox.seen.title', { folder: heading, time }),
    heading,
    seen: { iso: at.toISOString(), words: t('mailbox.seen.hour', { time }) },
    trouble: t(`mailbox.seen.${reason}`, { time }),
    here: listHref(folder.path, query),
    rows: items.map((item) => asRow(item, standing, locale)),
    empty: t('mailbox.seen.empty'),
  }
}
