import type { Request } from 'express'
import { folderNamed, paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Address, fileNameOf, type LetterNode, shownAddress } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { readListQuery } from './query.ts'
import { type PrintedLetter, quotesIn, readLetters, withQuotes } from './read-letters.ts'

/** What `views/mailbox/print.ejs` needs: several messages for a printer. */
export interface PrintPage extends Page {
  back: string
  /** The same page with earlier messages quoted in these, or without; absent where none are. */
  quotes: { href: string; words: string } | undefined
  /** What is missing, in words. */
  notes: string[]
  messages: PrintedMessage[]
}

interface PrintedMessage {
  subject: string
  facts: { label: string; words: string }[]
  nodes: LetterNode[]
  /** Instead of a letter, or after what there is of it. */
  note: string
  files: string
}

/** Undefined when none of the messages is there any more. */
export async function printPage(
  req: Request<{ folder: string }>,
  { localeOf, mailOf }: Pick<Services, 'localeOf' | 'mailOf'>,
): Promise<PrintPage | undefined> {
  const folder = folderNamed(req.params.folder)
  const { ticked: uids, uidValidity, quotes } = readListQuery(req.query)
  const { letters, gone, left } = await readLetters(mailOf(req), { folder, uidValidity, uids })
  if (letters.length === 0) return undefined

  const locale = localeOf(req)
  const { t } = locale
  const again = { uidValidity, ticked: uids.join(','), quotes: !quotes }
  const quoting = letters.some(({ nodes }) => quotesIn(nodes))
  return {
    title: t('mailbox.print.title', { count: letters.length }),
    frame: 'bare',
    back: paths.folder(folder),
    quotes: quoting
      ? { href: paths.folderPrint(folder, again), words: t(`mailbox.print.${quotes ? 'without' : 'with'}`) }
      : undefined,
    notes: [
      ...(left > 0 ? [t('mailbox.print.left', { count: left })] : []),
      ...(gone > 0 ? [t('mailbox.print.gone', { count: gone })] : []),
    ],
    messages: letters.map((letter) => asPrinted(letter, quotes, locale)),
  }
}

function asPrinted({ message, nodes, cut }: PrintedLetter, quotes: boolean, locale: Locale): PrintedMessage {
  const { t, size, list } = locale
  const { subject, anatomy } = message
  const names = anatomy.attachments.map((part) => `${fileNameOf(part)} (${size(part.decodedSize)})`)
  const nothing = nodes.length === 0 ? t('message.letter.none') : ''
  return {
    subject: subject.trim() || t('mailbox.subject.none'),
    facts: factsOf(message, locale),
    nodes: withQuotes(nodes, quotes),
    note: cut ? t('mailbox.print.cut') : nothing,
    files: names.length > 0 ? t('mailbox.print.files', { count: names.length, names: list(names) }) : '',
  }
}

function factsOf({ from, sender, to, cc, sent, received }: PrintedLetter['message'], locale: Locale) {
  const { t, longDate } = locale
  const people = (some: Address[]) => some.map(shownAddress).join(', ')
  const date = sent ?? received
  const facts = [
    { label: t('mailbox.print.from'), words: people(from.length > 0 ? from : sender) },
    { label: t('message.label.to'), words: people(to) },
    { label: t('message.label.cc'), words: people(cc) },
    { label: t('mailbox.print.date'), words: date ? longDate(date) : '' },
  ]
  return facts.filter(({ words }) => words)
}
