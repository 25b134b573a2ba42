import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { decodeText, type MailAccount, type Message, type MessageRef } from '../../mail/index.ts'
import { readUpTo } from './read-stream.ts'

/** Bytes shown; the whole is a file. */
const limits = { header: 64 * 1024, source: 256 * 1024 }

export interface Details {
  message: Message
  header: string
  source: string
  cut: boolean
}

/** What `views/message/details.ejs` needs. */
export interface DetailsPage extends Page {
  subject: string
  facts: { label: string; value: string }[]
  header: string
  source: string
  cut: string
  file: string
  back: string
}

export async function readDetails(mail: MailAccount, ref: MessageRef): Promise<Details> {
  const message = await mail.readMessage(ref)
  const header = await mail.readHeader(ref, limits.header)
  const { bytes, cut } = await readUpTo(await mail.openSource(ref), limits.source)
  return { message, header, source: decodeText(bytes).text, cut }
}

export function detailsPage({ message, header, source, cut }: Details, { t, size, longDate }: Locale): DetailsPage {
  const { ref, subject, received, messageId } = message
  const facts = [
    { label: t('message.details.size'), value: size(message.size) },
    { label: t('message.details.received'), value: received ? longDate(received) : '' },
    { label: t('message.details.id'), value: messageId },
    { label: t('message.details.keywords'), value: [...message.keywords].join(', ') },
  ]
  return {
    title: t('message.details.title'),
    subject: subject.trim() || t('message.subject.none'),
    facts: facts.filter(({ value }) => value !== ''),
    header,
    source,
    cut: cut ? t('message.details.cut', { size: size(limits.source) }) : '',
    file: paths.messageFile(ref),
    back: paths.message(ref),
  }
}
