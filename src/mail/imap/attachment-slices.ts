import { structureOf, type Structure } from './anatomy.ts'
import { atom } from './command.ts'
import type { FolderContext } from './context.ts'
import type { Attached } from './facts-cache.ts'
import { fetchRows } from './fetch.ts'
import { keyOf } from './known-messages.ts'
import { uidSets } from './uid-set.ts'

/** Structures in one answer: others get their turn between two. */
const mostAtOnce = 250

/** The attachments of each message, as remembered or asked; messages that are gone are absent. */
export async function attachmentsOf(context: FolderContext, uids: readonly number[]): Promise<Map<number, Attached>> {
  const found = new Map<number, Attached>()
  const missing: number[] = []
  for (const uid of uids) {
    const known = remembered(context, uid)
    if (known) found.set(uid, known)
    else missing.push(uid)
  }
  for (let at = 0; at < missing.length; at += mostAtOnce) {
    const asked = await askAttachments(context, missing.slice(at, at + mostAtOnce))
    context.cache.setAttached(keyOf(context, 0), asked)
    for (const [uid, attached] of asked) found.set(uid, attached)
  }
  return found
}

async function askAttachments({ line }: FolderContext, uids: number[]): Promise<Map<number, Attached>> {
  const asked = new Map<number, Attached>()
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(line, { set, by: 'uid', items: [atom('BODYSTRUCTURE')] })
    for (const { uid, bodyStructure } of rows) if (bodyStructure) asked.set(uid, attachedIn(structureOf(bodyStructure)))
  }
  return asked
}

function remembered(context: FolderContext, uid: number): Attached | undefined {
  const key = keyOf(context, uid)
  const known = context.cache.get(key)
  return known ? attachedIn(known.structure) : context.cache.getAttached(key)
}

const nothing: Attached = { count: 0, names: [] }

function attachedIn({ attachmentCount, anatomy }: Structure): Attached {
  const names = anatomy.attachments.map(({ fileName }) => fileName).filter(Boolean)
  return attachmentCount === 0 && names.length === 0 ? nothing : { count: attachmentCount, names }
}
