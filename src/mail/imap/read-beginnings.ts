import { MailError } from '../errors.ts'
import type { MessageBeginning, MessageRef, Part } from '../types.ts'
import type { Token } from './command.ts'
import type { FolderContext } from './context.ts'
import { fetchRows } from './fetch.ts'
import { lendFolder, type Lender } from './lend.ts'
import { readText } from './read-text.ts'
import { insistOnSame } from './select-folder.ts'
import { uidSets } from './uid-set.ts'

interface Wanted {
  ref: MessageRef
  part: Part
}

/**
 * The first `limit` decoded bytes of the plain text of some messages, all of a folder in one command, and none for what
 * was read before. Only of messages whose structure is known, as a search has just told it.
 */
export async function readBeginnings(lender: Lender, refs: MessageRef[], limit: number): Promise<MessageBeginning[]> {
  const { account, cache, texts } = lender
  const wanted = refs.flatMap((ref): Wanted[] => {
    const part = cache.get({ account, ...ref })?.structure.anatomy.text
    return part ? [{ ref, part }] : []
  })
  const found: MessageBeginning[] = []
  for (const some of Map.groupBy(wanted, ({ ref }) => `${ref.uidValidity}.${ref.folder}`).values()) {
    let asked: Promise<ReadonlyMap<number, Buffer>> | undefined
    for (const { ref, part } of some) {
      const { text } = await texts.have({ account, ...ref, section: part.section, limit }, async () => {
        const bytes = (await (asked ??= bytesOf(lender, some, limit))).get(ref.uid)
        if (!bytes) throw new MailError('message-not-found')
        return readText((from, length) => Promise.resolve(bytes.subarray(from, from + length)), part, limit)
      })
      found.push({ ref, text })
    }
  }
  return found
}

async function bytesOf(lender: Lender, wanted: Wanted[], limit: number): Promise<ReadonlyMap<number, Buffer>> {
  const [first] = wanted
  if (!first) return new Map()
  return lendFolder(lender, { folder: first.ref.folder, aside: true }, async (context) => {
    insistOnSame(context.folder, first.ref)
    return fetchBeginnings(context, wanted, limit)
  })
}

/** Base64 and quoted-printable take more bytes than what they say. */
const transported = (limit: number): number => Math.ceil(limit * 1.5)

async function fetchBeginnings({ line }: FolderContext, wanted: Wanted[], limit: number): Promise<Map<number, Buffer>> {
  const sections = new Map(wanted.map(({ ref, part }) => [ref.uid, part.section]))
  const items = [...new Set(sections.values())].map((section): Token => ({
    type: 'ATOM',
    value: 'BODY.PEEK',
    section: [{ type: 'ATOM', value: section }],
    partial: [0, transported(limit)],
  }))
  const bytes = new Map<number, Buffer>()
  for (const set of uidSets([...sections.keys()])) {
    for (const { uid, bodyParts } of (await fetchRows(line, { set, by: 'uid', items })).rows) {
      const part = bodyParts?.get(sections.get(uid)?.toLowerCase() ?? '')
      if (part) bytes.set(uid, part)
    }
  }
  return bytes
}
