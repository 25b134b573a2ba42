import type { Preferences } from '../../../src/accounts/index.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

/** A message of one line. */
export const raw = (subject: string, from = 'a@b.example', text = 'Bonjour.') =>
  `From: ${from}\r\nSubject: ${subject}\r\n\r\n${text}\r\n`

/** Somebody with messages of these subjects in a folder, the last one newest. */
export async function withMail(subjects: string[], folder = 'INBOX', flags: string[] = []): Promise<Webmail> {
  const site = await webmail()
  for (const subject of subjects) await site.mail.append(folder, { raw: raw(subject), flags })
  return site
}

/** The boxes of rows with these subjects, as a form would send them. */
export function boxes(page: Visit, ...subjects: string[]): string[] {
  return page
    .$('.mail li, .mail tbody tr')
    .toArray()
    .filter((row) => subjects.includes(plain(page.$(row).find('.what a').text())))
    .map((row) => page.$(row).find('input').attr('value') ?? '')
}

export const subjectsOf = (page: Visit): string[] =>
  page
    .$('.what a')
    .toArray()
    .map((link) => plain(page.$(link).text()))

/** The tags of the row with this subject. */
export function tagsOf(page: Visit, subject: string): string[] {
  const row = page
    .$('.mail li')
    .toArray()
    .find((one) => plain(page.$(one).find('.what a').text()) === subject)
  return row
    ? page
        .$(row)
        .find('.tag')
        .toArray()
        .map((tag) => plain(page.$(tag).text()))
    : []
}

/** The sentence the page brings its reader to. */
export const said = (page: Visit): string => plain(page.$('#dit').text())

/** What somebody has chosen, without the page for it. */
export async function prefer({ parts, user }: Webmail, choices: Partial<Preferences>): Promise<void> {
  const { id } = await parts.accounts.accounts.findOrCreate({ login: user.login, name: '', addresses: [] }, user.login)
  await parts.preferences.change(id, choices)
}
