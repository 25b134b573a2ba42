import type { Request } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import type { Deed } from '../../work/index.ts'

/** Writes a deed into the history; gives the page that says it. */
export async function writeDown(
  req: Request,
  deed: Deed,
  { history, signedIn }: Pick<Services, 'history' | 'signedIn'>,
): Promise<string> {
  const { id } = await history.write(signedIn(req).account, deed)
  return paths.folders({ said: id })
}
