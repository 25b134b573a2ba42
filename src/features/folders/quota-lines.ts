import type { Locale } from '../../i18n/index.ts'
import type { QuotaRoot } from '../../mail/index.ts'

/** One limit: a bar and its words. */
export interface QuotaLine {
  name: string
  used: number
  limit: number
  words: string
  /** Which folders count, where there are several limits. */
  folders: string
}

/** Every limit the server sets, on bytes and on messages. */
export function quotaLines(roots: QuotaRoot[], locale: Locale): QuotaLine[] {
  const { t, number, size } = locale
  const lines = roots.flatMap(({ name, storage, messages, folders }) => {
    const counted = t('folders.quota.folders', { count: folders.length })
    return [
      ...(storage ? [line({ name, ...storage, folders: counted }, size)] : []),
      ...(messages
        ? [
            line({ name, ...messages, folders: counted }, (count) =>
              t('folders.quota.messages', { count: number(count) }),
            ),
          ]
        : []),
    ]
  })
  return lines.length > 1 ? lines : lines.map((only) => ({ ...only, name: t('folders.quota.whole'), folders: '' }))

  function line(given: Omit<QuotaLine, 'words'>, write: (value: number) => string): QuotaLine {
    const share = number(Math.round((100 * given.used) / Math.max(1, given.limit)))
    return { ...given, words: t('folders.quota.words', { used: write(given.used), limit: write(given.limit), share }) }
  }
}
