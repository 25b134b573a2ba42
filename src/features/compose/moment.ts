import type { Request, Response } from 'express'
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
