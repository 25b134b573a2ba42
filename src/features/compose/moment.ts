import type { Request, Response } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import type { DraftAt } from '../../work/index.ts'
import { within } from './within.ts'

/** Milliseconds a save waits for the mail server's copy; it goes on after the answer. */
const patience = 2_000

/** A signed-in person's letter has just been saved, because a submit was pressed. */
export interface Moment {
  req: Request
  res: Response
  services: Services
  account: string
  saved: DraftAt
}

/** Brings the server's copy up to date, as far as it can be had at once; with the files, whatever they weigh. */
export async function pushSoon({ req, services, account, saved }: Moment, withFiles: boolean): Promise<void> {
  const { drafts, mailOf, signedIn } = services
  const mail = mailOf(req)
  const { person } = signedIn(req)
  await within(
    patience,
    drafts
      .fetchCarried(account, saved.id, mail)
      .then(() => drafts.push(account, saved.id, { mail, person, withFiles })),
  )
}

/** Milliseconds to learn whether the mail server is there to show a folder. */
const glance = 1_000

/**
 * The list a writer goes back to, with the sentence of what happened; when the mail server is away, the outbox, which
 * can say it without.
 */
export async function backTo({ req, services }: Moment, folder: string, said: string): Promise<string> {
  const folders = await within(glance, services.foldersOf(req))
  if (!folders) return paths.outbox({ said })
  return paths.folder(folders.some(({ path }) => path === folder) ? folder : 'INBOX', { said })
}
