import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { fileNameOf, type MessageRef, type Part } from '../../mail/index.ts'

/** What `views/message/unviewable.ejs` needs: a file is not what it says it is. */
export interface UnviewablePage extends Page {
  name: string
  download: string
  back: string
}

export function unviewablePage(part: Part, ref: MessageRef, { t }: Locale): UnviewablePage {
  return {
    title: t('message.unviewable.title'),
    name: fileNameOf(part),
    download: paths.part(ref, part),
    back: paths.message(ref),
  }
}
