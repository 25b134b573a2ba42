import type { Locale } from '../../i18n/index.ts'
import type { QuotaRoot } from '../../mail/index.ts'

/** One limit: a bar and its words. */
export interface QuotaLine {
  name: string
  used: number
  limit: number
  words: string
}

/** Every limit the server sets, on bytes and on messages. */
export function quotaLines(roots: QuotaRoot[], locale: Locale): QuotaLine[] {
  return roots.flatMap((root) => linesOf(root, locale))
}

function linesOf({ name, folders, storage, messages }: QuotaRoot, { t, number, size }: Locale): QuotaLine[] {
  const whose = folders.includes('INBOX') ? t('folders.quota.whole') : name
  const line = ({ used, limit }: { used: number; limit: number }, write: (value: number) => string): QuotaLine => {
    const share = number(Math.round((100 * used) / Math.max(1, limit)))
    return {
      name: whose,
      used,
      limit,
      words: t('folders.quota.words', { used: write(used), limit: write(limit), share }),
    }
  }
  const counted = (count: number): string => t('folders.quota.messages', { count: number(count) })
  return [...(storage ? [line(storage, size)] : []), ...(messages ? [line(messages, counted)] : [])]
}
