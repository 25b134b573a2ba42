import {
  type Folder,
  type Frozen,
  type FrozenSelection,
  type MailAccount,
  MailError,
  type Removed,
} from '../mail/index.ts'

/** A folder as it was when somebody was told what would go: which one, and the messages it held. */
type Named = Pick<FrozenSelection, 'folder' | 'uidValidity' | 'set'>

interface Doomed {
  /** Folders that are made empty, and stay. */
  emptied: Named[]
  /** Folders that go too. */
  removed: Named[]
}

/** What is gone, whatever became of the rest. */
export interface Gone {
  removed: Removed[]
  /** Paths. */
  folders: string[]
  /** A folder stays for something in it that nobody named, or because it is another of that name. */
  left: boolean
  /** The first one; what is gone already is none. */
  failure?: MailError
}

/** Freezes whole folders, so that they can be named before they go. One that only holds others has the UIDVALIDITY 0. */
export async function nameFolders(mail: MailAccount, folders: Folder[], first: number): Promise<Frozen> {
  const paths = folders.filter(({ selectable }) => selectable).map(({ path }) => path)
  const holders = folders.filter(({ selectable }) => !selectable)
  const frozen = await mail.freeze({ folders: paths, criteria: [], first })
  const empty = holders.map(({ path }) => ({ folder: path, uidValidity: '0', set: '', count: 0 }))
  return { ...frozen, selections: [...frozen.selections, ...empty] }
}

/**
 * Removes for ever what was named, and nothing that came later, be it in those folders. A refusal of one folder stops
 * nothing, any other failure what is still to do. Rejects with no `MailError`: what is gone has to be told.
 */
export async function removeForEver(mail: MailAccount, { emptied, removed }: Doomed): Promise<Gone> {
  const gone: Gone = { removed: [], folders: [], left: false }
  const deepestFirst = removed.toSorted((one, other) => other.folder.length - one.folder.length)
  const steps = [
    ...emptied.map((one) => () => removeMessages(mail, one, gone)),
    ...deepestFirst.map((one) => () => removeFolder(mail, one, gone)),
  ]
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      if (error.reason === 'folder-not-found') continue
      if (error.reason === 'message-not-found') {
        gone.left = true
        continue
      }
      gone.failure ??= error
      if (error.reason !== 'refused') break
    }
  }
  return gone
}

/** Gives how many of them are still there: those the server could only mark. */
async function removeMessages(mail: MailAccount, named: Named, gone: Gone): Promise<number> {
  const there = named.set === '' ? undefined : await mail.thaw(named)
  if (!there || there.uids.length === 0) return 0
  const removed = await mail.removeMessages(there)
  gone.removed.push(removed)
  return removed.how === 'marked' ? removed.selection.uids.length : 0
}

async function removeFolder(mail: MailAccount, named: Named, gone: Gone): Promise<void> {
  const count = await removeMessages(mail, named, gone)
  const { folder, uidValidity } = named
  if (await mail.removeFolder({ folder, uidValidity, count })) gone.folders.push(folder)
  else gone.left = true
}
