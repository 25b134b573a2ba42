import type { Request, Response } from 'express'
import type { Services } from './services.ts'
import { emptyTrash } from './work/index.ts'

/** Milliseconds that signing out may take: somebody wants to leave. */
const patience = 3_000

type Needs = Pick<Services, 'history' | 'log' | 'mailOf' | 'preferencesOf' | 'sessionOver' | 'signedInOrNot'>

/** Does what somebody wants done when they leave, as far as it can be had at once, then ends their session. */
export function createSignOut(services: Needs): Services['signOut'] {
  const { history, log, mailOf, preferencesOf, sessionOver, signedInOrNot } = services

  async function tidy(req: Request, account: string): Promise<boolean> {
    const gone = await emptyTrash(mailOf(req))
    if (!gone) return true
    const { left, failure, ...what } = gone
    if (what.removed.length + what.folders.length > 0) await history.write(account, { kind: 'emptied', ...what })
    return !left && !failure
  }

  return async (req: Request, res: Response) => {
    const someone = signedInOrNot(req)
    const wanted = someone && preferencesOf(req).emptyTrashAtSignOut
    const done = !wanted || (await inTime(tidy(req, someone.account)))
    if (!done) log.warn('the bin was not emptied at sign-out')
    await sessionOver(req, res)
    return { trashLeft: !done }
  }
}

/** Whether it was all done, within the patience. */
async function inTime(work: Promise<boolean>): Promise<boolean> {
  const { promise: silence, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), patience)
  try {
    return await Promise.race([work.catch(() => false), silence])
  } finally {
    clearTimeout(timer)
  }
}
