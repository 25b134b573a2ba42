import type { Context } from './context.ts'
import { listFolders } from './list-folders.ts'

/** Bytes by path. Without STATUS=SIZE (RFC 8438) every message would have to be asked, so nothing is told. */
export async function folderSizes({ line }: Context): Promise<ReadonlyMap<string, number>> {
  if (!line.imap.capabilities.has('STATUS=SIZE')) return new Map()
  const { counts } = await listFolders(line, ['SIZE'])
  return new Map([...counts].flatMap(([path, { SIZE }]) => (SIZE === undefined ? [] : [[path, SIZE]])))
}
