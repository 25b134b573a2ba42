import type { MailAccount } from '../mail-account.ts'
import type { Folder } from '../types.ts'
import type { Context } from './context.ts'
import { createFolder } from './create-folder.ts'
import { findByHeader } from './find-by-header.ts'
import { folderFor } from './folder-for.ts'
import { folderRights } from './folder-rights.ts'
import { folderSizes } from './folder-sizes.ts'
import { readFolders } from './folders.ts'
import { forgetCounts, forgetQuota } from './forget.ts'
import { lend, type Lender, lendFolder } from './lend.ts'
import { moveFolder } from './move-folder.ts'
import { probe } from './probe.ts'
import { quotaRoots } from './quota-roots.ts'
import { quotaLife, readQuota } from './quota.ts'
import { removeFolder } from './remove-folder.ts'
import { subscribe } from './subscribe.ts'

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

/** What concerns the folders themselves. */
export function folderVerbs(lender: Lender): Pick<MailAccount, FolderVerbs> {
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
      forgetCounts(context)
      delete context.memory.folders
      for (const line of lender.pool().lines) if (line !== context.line) line.stale = true
    }),
  )
}

/** Folders beyond which a listing takes long, for the server and for us. */
const manyFolders = 500

/** Of many folders, a listing is shared so many times as long as it took: somebody with thousands must not slow the others. */
const rest = 20

/**
 * Requests that ask while an answer is under way share it, unless something was changed since it was asked for; those
 * about many folders for a while longer.
 */
async function foldersOf(lender: Lender): Promise<Folder[]> {
  const { memory } = lender.pool()
  if (memory.foldersAsked) return memory.foldersAsked
  const begun = performance.now()
  const asked = onInbox(lender, readFolders)
  memory.foldersAsked = asked
  const forget = (): void => {
    if (memory.foldersAsked === asked) memory.foldersAsked = undefined
  }
  asked.then(({ length }) => {
    if (length <= manyFolders) return forget()
    setTimeout(forget, (performance.now() - begun) * rest).unref()
  }, forget)
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
