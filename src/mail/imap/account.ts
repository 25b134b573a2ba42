import { MailError } from '../errors.ts'
import type { MailAccount } from '../mail-account.ts'
import type { Folder, MessageRef, Selection } from '../types.ts'
import { decodeText } from '../mime/charset.ts'
import { append } from './append.ts'
import { changeFlags, markSeen } from './change-flags.ts'
import { checkedPath } from './command.ts'
import type { Context, FolderContext } from './context.ts'
import { copyMessages } from './copy-messages.ts'
import { createFolder } from './create-folder.ts'
import { transferDecoder } from './decode-transfer.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { findByHeader } from './find-by-header.ts'
import { folderFor } from './folder-for.ts'
import { freeze } from './freeze.ts'
import { folderRights } from './folder-rights.ts'
import { folderSizes } from './folder-sizes.ts'
import { readFolders } from './folders.ts'
import { lend, lendFolder, type Lender } from './lend.ts'
import { listAttachments } from './list-attachments.ts'
import { listMessages } from './list-messages.ts'
import { moveFolder } from './move-folder.ts'
import { moveMessages } from './move-messages.ts'
import { openPart } from './open-part.ts'
import { chunkSize, type FetchChunk, partStream } from './part-stream.ts'
import type { Memory } from './pool.ts'
import { probe } from './probe.ts'
import { quotaRoots } from './quota-roots.ts'
import { quotaLife, readQuota } from './quota.ts'
import { readBeginnings } from './read-beginnings.ts'
import { readMessage } from './read-message.ts'
import { readText } from './read-text.ts'
import { removeFolder } from './remove-folder.ts'
import { removeMessages } from './remove-messages.ts'
import { searchFolders } from './search-folders.ts'
import { insistOnSame } from './select-folder.ts'
import { thaw } from './thaw.ts'
import { subscribe } from './subscribe.ts'

/** One user's mail over the lines of `lender`. */
export function createAccount(lender: Lender): MailAccount {
  return { ...folderVerbs(lender), ...readingVerbs(lender), ...searchVerbs(lender), ...changingVerbs(lender) }
}

type FolderVerbs =
  | 'folders'
  | 'quota'
  | 'folderSizes'
  | 'quotaRoots'
  | 'folderRights'
  | 'createFolder'
  | 'moveFolder'
  | 'removeFolder'
  | 'subscribe'
  | 'folderFor'
  | 'findByHeader'

function folderVerbs(lender: Lender): Pick<MailAccount, FolderVerbs> {
  return {
    folders: () => foldersOf(lender),
    quota: async () => {
      const { quota } = lender.pool().memory
      if (quota && performance.now() - quota.at < quotaLife) return quota.value
      return onInbox(lender, readQuota)
    },
    folderSizes: () => onInbox(lender, folderSizes),
    quotaRoots: () => onInbox(lender, quotaRoots),
    folderRights: (path) => lend(lender, {}, (context) => folderRights(context, path)),
    createFolder: (wanted) => onFolders(lender, (context) => createFolder(context, wanted)),
    moveFolder: (path, to) => onFolders(lender, (context) => moveFolder(context, path, to)),
    removeFolder: (folder) =>
      onFolders(lender, (context) => removeFolder(context, folder).finally(() => forgetQuota(context))),
    subscribe: (path, subscribed) => onFolders(lender, (context) => subscribe(context, path, subscribed)),
    folderFor: (role) => lend(lender, {}, (context) => folderFor(context, role)),
    findByHeader: (folder, name, value) =>
      lendFolder(lender, { folder }, (context) => findByHeader(context, name, value)),
  }
}

/**
 * A change of the folders themselves, never on a line that has one of them selected. Afterwards no line takes what it
 * had selected for the folder that now has its name: those at work go on with what they have, and hear of its changes.
 */
function onFolders<T>(lender: Lender, work: (context: Context) => Promise<T>): Promise<T> {
  return onInbox(lender, (context) =>
    work(context).finally(() => {
      changed(context)
      delete context.memory.folders
      for (const line of lender.pool().lines) if (line !== context.line) line.stale = true
    }),
  )
}

/** Requests that ask while an answer is under way share it, unless something was changed since it was asked for. */
async function foldersOf(lender: Lender): Promise<Folder[]> {
  const { memory } = lender.pool()
  if (memory.foldersAsked) return memory.foldersAsked
  const asked = onInbox(lender, readFolders).finally(() => {
    if (memory.foldersAsked === asked) memory.foldersAsked = undefined
  })
  memory.foldersAsked = asked
  return asked
}

/**
 * On a line that has INBOX selected: counting a large folder from outside makes Dovecot open it each time (17 ms for
 * 20,000 messages, 0.2 ms from inside). Inside, a session counts what it has been told of so far.
 */
function onInbox<T>(lender: Lender, work: (context: Context) => Promise<T>): Promise<T> {
  return lendFolder(lender, { folder: 'INBOX' }, async (context) => {
    const told = context.folder.fresh || performance.now() - context.line.usedAt < justTold
    if (!told) await probe(context.line)
    return work(context)
  })
}

/** Milliseconds since a line was last used, within which its session has heard the news. */
const justTold = 15

type ReadingVerbs = 'listMessages' | 'readMessage' | 'readText' | 'openPart' | 'openSource' | 'readHeader' | 'markSeen'

function readingVerbs(lender: Lender): Pick<MailAccount, ReadingVerbs> {
  const onMessage = <T>(ref: MessageRef, work: (context: FolderContext) => Promise<T>): Promise<T> =>
    lendFolder(lender, { folder: ref.folder, reading: true }, (context) => {
      insistOnSame(context.folder, ref)
      return work(context).catch(async (error: unknown) => {
        if (context.folder.fresh || !isGone(error)) throw error
        // Another line may have shown what this one has not been told of yet (RFC 9051 §5.2: news come with an answer).
        await probe(context.line)
        return work(context)
      })
    })
  const sliceOf =
    (ref: MessageRef, section: string) =>
    (from: number, length = chunkSize): Promise<Buffer> =>
      onMessage(ref, (context) => fetchBytes(context, { uid: ref.uid, section, from, length }))

  return {
    listMessages: (folder, query) =>
      lendFolder(lender, { folder, reading: true }, async (context) =>
        listMessages(context, query, await folderKnown(context)),
      ),
    readMessage: (ref) => onMessage(ref, (context) => readMessage(context, ref)),
    markSeen: (ref) => onMessage(ref, (context) => markSeen(context, ref.uid).finally(() => changed(context))),
    readText: (ref, part, limit) =>
      lender.texts.have({ account: lender.account, ...ref, section: part.section, limit }, () =>
        readText(sliceOf(ref, part.section), part, limit),
      ),
    openPart: (ref, section, range) =>
      openPart(
        (work) => onMessage(ref, work),
        { uid: ref.uid, section, range },
        (fetchChunk) => untilSignedOut(lender, fetchChunk),
      ),
    openSource: async (ref) => partStream(untilSignedOut(lender, sliceOf(ref, '')), transferDecoder('8bit')),
    readHeader: async (ref, limit) => decodeText(await sliceOf(ref, 'HEADER')(0, limit)).text,
  }
}

const isGone = (error: unknown): boolean => error instanceof MailError && error.reason === 'message-not-found'

/** Searching goes from folder to folder and takes its time: reading goes on beside it. */
function searchVerbs(
  lender: Lender,
): Pick<MailAccount, 'search' | 'attachmentsOf' | 'beginningsOf' | 'freeze' | 'thaw'> {
  return {
    search: (request) => lend(lender, { aside: true }, (context) => searchFolders(context, request)),
    attachmentsOf: (refs) => lend(lender, { aside: true }, (context) => listAttachments(context, refs)),
    beginningsOf: (refs, limit) => readBeginnings(lender, refs, limit),
    freeze: (chosen) => lend(lender, { aside: true }, (context) => freeze(context, chosen)),
    thaw: (frozen) =>
      lendFolder(lender, { folder: frozen.folder }, async (context) => {
        if (!context.folder.fresh) await probe(context.line)
        insistOnSame(context.folder, frozen)
        return thaw(context, frozen)
      }),
  }
}

/** A download may outlive its session: it must not open new lines for somebody who has left. */
function untilSignedOut(lender: Lender, fetchChunk: FetchChunk): FetchChunk {
  const pool = lender.pool()
  return async (from, length) => {
    if (pool.retired) throw new MailError('signed-out')
    return fetchChunk(from, length)
  }
}

/** What the last listing of folders said of the selected one; the frame around a list has just asked. */
async function folderKnown(context: FolderContext): Promise<Folder> {
  const { path } = context.folder
  const named = (folders: Folder[] | undefined) => folders?.find((folder) => folder.path === path)
  return named(context.memory.folders) ?? named(await readFolders(context)) ?? unlisted(path)
}

/** A folder that can be opened but is not listed: another user's, reached by its name. */
const unlisted = (path: string): Folder => ({
  path,
  name: path,
  depth: 0,
  selectable: true,
  subscribed: false,
  messages: 0,
  unread: 0,
})

function changingVerbs(
  lender: Lender,
): Pick<MailAccount, 'changeFlags' | 'moveMessages' | 'copyMessages' | 'removeMessages' | 'append'> {
  const onSelection = <T>(selection: Selection, work: (context: FolderContext) => Promise<T>): Promise<T> =>
    lendFolder(lender, { folder: selection.folder }, async (context) => {
      // A folder rebuilt elsewhere, or a line that died, is found out before anything is changed.
      if (!context.folder.fresh) await probe(context.line)
      insistOnSame(context.folder, selection)
      return work(context).finally(() => changed(context))
    })
  return {
    changeFlags: (selection, change) => onSelection(selection, (context) => changeFlags(context, selection, change)),
    moveMessages: (selection, to) => onSelection(selection, (context) => moveMessages(context, selection, to)),
    copyMessages: (selection, to) =>
      onSelection(selection, (context) => copyMessages(context, selection, to).finally(() => forgetQuota(context))),
    removeMessages: (selection) =>
      onSelection(selection, (context) => removeMessages(context, selection).finally(() => forgetQuota(context))),
    append: (folder, message, options) =>
      lend(lender, {}, (context) =>
        append(context, checkedPath(folder), { message, ...options }).finally(() => {
          changed(context)
          forgetQuota(context)
        }),
      ),
  }
}

/** Counts asked for before a change are not for those who ask after it. */
function changed({ memory }: { memory: Memory }): void {
  memory.foldersAsked = undefined
}

function forgetQuota({ memory }: { memory: Memory }): void {
  memory.quota = undefined
}
