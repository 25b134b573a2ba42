import { z } from 'zod'
import type { Services } from '../../services.ts'
import type { DraftAt } from '../../work/index.ts'
import type { LeftOut } from './arrive.ts'

/** A setting and not the address, where a file's name would stay in a shared computer's history and a proxy's log. */
const setting = 'compose.leftOut'

const note = z.object({
  id: z.string(),
  revision: z.number(),
  files: z.array(z.object({ name: z.string(), why: z.enum(['large', 'many', 'failed', 'unread']) })),
})

/** Notes which files of a post did not fit, for the page that the post leads to; the next save takes the note away. */
export async function noteLeftOut(
  settings: Services['settings'],
  account: string,
  { at, files }: { at: DraftAt; files: LeftOut[] },
): Promise<void> {
  if (files.length > 0) return settings.save(account, setting, JSON.stringify({ ...at, files }))
  if ((await noted(settings, account))?.id === at.id) await settings.save(account, setting, '')
}

/** What was left out of the post that made this very revision. */
export async function leftOutOf(settings: Services['settings'], account: string, at: DraftAt): Promise<LeftOut[]> {
  const found = await noted(settings, account)
  return found?.id === at.id && found.revision === at.revision ? found.files : []
}

async function noted(settings: Services['settings'], account: string): Promise<z.infer<typeof note> | undefined> {
  const text = (await settings.read(account)).get(setting)
  return text ? note.safeParse(JSON.parse(text)).data : undefined
}
