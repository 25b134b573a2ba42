import { type MailAccount, MailError, type MessageSummary } from '../../mail/index.ts'
import { excerptOf, markWords } from './marks.ts'

/** Bytes of a text that are looked through for a word to show: three pages. */
const limit = 8 * 1024

/** Where nothing a row shows has a word that was looked for, what the text says around it. */
export async function excerptsOf(
  mail: Pick<MailAccount, 'beginningsOf'>,
  items: MessageSummary[],
  words: string[],
): Promise<Map<MessageSummary, string>> {
  const excerpts = new Map<MessageSummary, string>()
  if (words.length === 0) return excerpts
  const hidden = items.filter((item) => !isSeen(item, words))
  const byRef = new Map(hidden.map((item) => [item.ref, item]))
  for (const { ref, text } of await beginnings(mail, hidden)) {
    const item = byRef.get(ref)
    const excerpt = excerptOf(text, words)
    if (item && excerpt !== undefined) excerpts.set(item, excerpt)
  }
  return excerpts
}

const isSeen = ({ subject, preview, from, to }: MessageSummary, words: string[]): boolean =>
  [subject, preview, ...[...from, ...to].map(({ name }) => name)].some((text) =>
    markWords(text, words).some(({ found }) => found),
  )

/** A comfort: without it the results are there all the same. */
async function beginnings(mail: Pick<MailAccount, 'beginningsOf'>, items: MessageSummary[]) {
  try {
    return await mail.beginningsOf(
      items.map(({ ref }) => ref),
      limit,
    )
  } catch (error) {
    if (error instanceof MailError && error.reason !== 'signed-out' && error.reason !== 'credentials-rejected')
      return []
    throw error
  }
}
