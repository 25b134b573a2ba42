import { MailError } from '../errors.ts'
import type { Flag, FlagChange, Flags, FlagsChanged, Selection } from '../types.ts'
import { atom, command, sequence, type Token } from './command.ts'
import type { FolderContext } from './context.ts'
import { fetchRows, flagItems, type Row } from './fetch.ts'
import { flagsOf, hasFlag, spelled } from './flags.ts'
import { probe } from './probe.ts'
import { formatMessageResponse } from 'imapflow/lib/tools.js'
import { uidSets } from './uid-set.ts'

/**
 * Adds and removes flags. STORE says OK for absent UIDs too (RFC 9051 §6.4.9) and for keywords a folder cannot keep,
 * so what truly changed is told from the flags before and those the server reports after.
 */
export async function changeFlags(
  context: FolderContext,
  { uids, folder, uidValidity }: Selection,
  { add = [], remove = [] }: FlagChange,
): Promise<FlagsChanged> {
  const before = new Map<number, Flags>()
  const after = new Map<number, Flags>()
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(context.line, { set, by: 'uid', items: flagItems(context.line) })
    for (const row of rows) if (row.flags) before.set(row.uid, flagsOf(row.flags))
  }
  const missing = (uid: number): boolean => add.some((flag) => !hasFlag(flagsAt(before, uid), flag))
  const present = (uid: number): boolean => remove.some((flag) => hasFlag(flagsAt(before, uid), flag))
  context.begin()
  await store(context, { uids: [...before.keys()].filter(missing), sign: '+', flags: add }, after)
  await store(context, { uids: [...before.keys()].filter(present), sign: '-', flags: remove }, after)

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
  const after = new Map<number, Flags>()
  const change: Change = { uids: [uid], sign: '+', flags: ['seen'] }
  await store(context, change, after)
  if (after.size > 0) return
  await probe(context.line)
  await store(context, change, after)
}

interface Change {
  uids: number[]
  sign: '+' | '-'
  flags: (Flag | `$${string}`)[]
}

async function store({ line }: FolderContext, { uids, sign, flags }: Change, after: Map<number, Flags>): Promise<void> {
  if (line.imap.mailbox && line.imap.mailbox.readOnly) throw new MailError('refused', { detail: 'read-only folder' })
  const names: Token[] = flags.map((flag) => atom(spelled(flag)))
  for (const set of uidSets(uids)) {
    await command(line, ['UID STORE', sequence(set), atom(`${sign}FLAGS`), names], {
      FETCH: async (untagged) => {
        const { mailbox } = line.imap
        if (!mailbox) return
        const row: Partial<Row> = await formatMessageResponse(untagged, mailbox, 'md5', line.imap)
        if (row.uid && row.flags) after.set(row.uid, flagsOf(row.flags))
      },
    })
  }
}

const none: Flags = { flags: new Set(), keywords: new Set() }

const flagsAt = (known: Map<number, Flags>, uid: number): Flags => known.get(uid) ?? none

const asLists = ({ flags, keywords }: Flags) => ({ flags: [...flags], keywords: [...keywords] })

const sameFlags = (one: Flags, other: Flags): boolean =>
  one.flags.symmetricDifference(new Set(other.flags)).size === 0 &&
  one.keywords.symmetricDifference(new Set(other.keywords)).size === 0
