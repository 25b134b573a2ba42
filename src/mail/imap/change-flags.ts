import type { FlagChange, Flags, FlagsChanged, Selection } from '../types.ts'
import { changeManyFlags } from './change-many-flags.ts'
import type { FolderContext } from './context.ts'
import { fetchRows, flagItems } from './fetch.ts'
import { flagsOf, hasFlag, isKeyword, spelled } from './flags.ts'
import { probe } from './probe.ts'
import { insistOnKeywords, storeFlags, type Store, type Wanted } from './store-flags.ts'
import { uidSets } from './uid-set.ts'

/** The flags of more messages are not read one by one, but searched for. */
const mostRead = 500

/**
 * Adds and removes flags. STORE says OK for absent UIDs too (RFC 9051 §6.4.9) and for keywords a folder cannot keep,
 * so what truly changed is told from the flags before and those after. Rejects with `keyword-refused`.
 */
export async function changeFlags(
  context: FolderContext,
  selection: Selection,
  { add = [], remove = [], addKeywords = [], removeKeywords = [] }: FlagChange,
): Promise<FlagsChanged> {
  insistOnKeywords(context, addKeywords)
  const wanted: Wanted = {
    add: [...add.map(spelled), ...addKeywords],
    // What cannot be a keyword is on no message.
    remove: [...remove.map(spelled), ...removeKeywords.filter(isKeyword)],
  }
  return selection.uids.length > mostRead
    ? changeManyFlags(context, selection, wanted)
    : changeFewFlags(context, selection, wanted)
}

async function changeFewFlags(
  context: FolderContext,
  { uids, folder, uidValidity }: Selection,
  { add, remove }: Wanted,
): Promise<FlagsChanged> {
  const before = new Map<number, Flags>()
  const after = new Map<number, Flags>()
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(context.line, { set, by: 'uid', items: flagItems(context.line) })
    for (const row of rows) if (row.flags) before.set(row.uid, flagsOf(row.flags))
  }
  const hear = (uid: number, flags: Flags): void => void after.set(uid, flags)
  const missing = (uid: number): boolean => add.some((name) => !hasFlag(flagsAt(before, uid), name))
  const present = (uid: number): boolean => remove.some((name) => hasFlag(flagsAt(before, uid), name))
  context.begin()
  await storeFlags(context, { uids: [...before.keys()].filter(missing), sign: '+', names: add }, hear)
  await storeFlags(context, { uids: [...before.keys()].filter(present), sign: '-', names: remove }, hear)

  const changed = [...after.keys()].filter(
    (uid) => before.has(uid) && !sameFlags(flagsAt(before, uid), flagsAt(after, uid)),
  )
  return {
    selection: { folder, uidValidity, uids: changed },
    before: changed.map((uid) => ({ uid, ...asLists(flagsAt(before, uid)) })),
  }
}

/**
 * Adds \Seen without looking at the flags before. Servers answer with the flags after, but Dovecot says nothing where
 * none changed, and none for a message the session was not told of yet: news, then a second try.
 */
export async function markSeen(context: FolderContext, uid: number): Promise<void> {
  let heard = false
  const hear = (): void => {
    heard = true
  }
  const change: Store = { uids: [uid], sign: '+', names: [spelled('seen')] }
  await storeFlags(context, change, hear)
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set while the command ran
  if (heard) return
  await probe(context.line)
  await storeFlags(context, change, hear)
}

const none: Flags = { flags: new Set(), keywords: new Set() }

const flagsAt = (known: Map<number, Flags>, uid: number): Flags => known.get(uid) ?? none

const asLists = ({ flags, keywords }: Flags) => ({ flags: [...flags], keywords: [...keywords] })

const sameFlags = (one: Flags, other: Flags): boolean =>
  one.flags.symmetricDifference(new Set(other.flags)).size === 0 &&
  one.keywords.symmetricDifference(new Set(other.keywords)).size === 0
