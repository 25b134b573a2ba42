import type { Visit } from './browser.ts'
import { lab } from './lab.ts'
import type { Webmail } from './webmail.ts'

/** What stands in the fields of a letter's page. */
export function typedIn(page: Visit): Record<string, string> {
  const fields = ['to', 'cc', 'bcc', 'subject', 'reply-to'].map((id) => [id, page.$(`#${id}`).attr('value') ?? ''])
  return { ...(Object.fromEntries(fields) as Record<string, string>), body: page.$('#body').text() }
}

/** Names of the files that go with the letter on a page. */
export const filesOn = (page: Visit): string[] =>
  page
    .$('ul.files b')
    .toArray()
    .map((name) => page.$(name).text())

/** The newest message of a folder as it stands on the server, its lines unfolded; undefined in an empty one. */
export async function newestRaw({ user }: Pick<Webmail, 'user'>, folder: string): Promise<string | undefined> {
  return lab().asUser(user, async (imap) => {
    await imap.mailboxOpen(folder)
    const found = await imap.fetchOne('*', { source: true })
    return found ? found.source?.toString('utf8').replaceAll(/\r\n[ \t]+/g, ' ') : undefined
  })
}

export const countIn = ({ user }: Pick<Webmail, 'user'>, folder: string): Promise<number> =>
  lab().asUser(user, async (imap) => (await imap.mailboxOpen(folder)).exists)

/** Waits until `look` finds something, at most 10 s: for what another part does by itself. */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 10_000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error('It never came')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
