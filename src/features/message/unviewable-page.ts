import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { fileNameOf, type MessageRef, type Part } from '../../mail/index.ts'

/** What `views/message/unviewable.ejs` needs: a file cannot be had the way it was asked for. */
export interface UnviewablePage extends Page {
  what: string
  todo: string
  back: { href: string; words: string }
  download: { href: string; words: string }
}

/** A file is not what it says it is. */
export function unviewablePage(part: Part, ref: MessageRef, { t }: Locale): UnviewablePage {
  return {
    title: t('message.unviewable.title'),
    what: t('message.unviewable.what', { name: fileNameOf(part) }),
    todo: t('message.unviewable.todo'),
    back: { href: paths.message(ref), words: t('message.back') },
    download: { href: paths.part(ref, part), words: t('message.files.download') },
  }
}

/** A file of a message inside a message, of which only the beginning was read. */
export function incompletePage(
  { ref, part, name }: { ref: MessageRef; part: Part; name: string },
  { t }: Locale,
): UnviewablePage {
  return {
    title: t('message.incomplete.title'),
    what: t('message.incomplete.what', { name }),
    todo: t('message.incomplete.todo'),
    back: { href: paths.embedded(ref, part), words: t('message.incomplete.back') },
    download: { href: paths.part(ref, part), words: t('message.embedded.whole') },
  }
}
