import { atom, type Token } from './command.ts'
import type { FolderContext } from './context.ts'
import { fieldsOf } from './facts.ts'
import { fetchRows } from './fetch.ts'
import { uidSets } from './uid-set.ts'

/** The history holds no more of one deed: whoever moves a whole folder is served by UIDs. */
const mostKnown = 500

/** What a list showed just now, without asking the server. */
export function knownMessageIds({ account, cache, folder }: FolderContext, uids: number[]): Map<number, string> {
  const known = new Map<number, string>()
  if (uids.length > mostKnown) return known
  for (const uid of uids) {
    const id = cache.get({ account, folder: folder.path, uidValidity: folder.uidValidity, uid })?.facts.messageId
    if (id) known.set(uid, id)
  }
  return known
}

/** Those of `uids` that are still in the selected folder, with their Message-ID, empty where they have none. */
export async function askMessageIds(context: FolderContext, uids: number[]): Promise<Map<number, string>> {
  const ids = await askHeader(context, 'Message-ID', uids)
  return new Map(Array.from(ids, ([uid, id]) => [uid, id.slice(0, 1000)]))
}

/** Those of `uids` that are still there, with what their header `name` says, empty where they have none. */
export async function askHeader(
  { line }: FolderContext,
  name: string,
  uids: readonly number[],
): Promise<Map<number, string>> {
  const items: Token[] = [{ type: 'ATOM', value: 'BODY.PEEK', section: [atom('HEADER.FIELDS'), [atom(name)]] }]
  const found = new Map<number, string>()
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(line, { set, by: 'uid', items })
    for (const { uid, headers } of rows) found.set(uid, fieldsOf(headers).get(name.toLowerCase()) ?? '')
  }
  return found
}
