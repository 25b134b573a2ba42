import { createPreferences } from '../../../src/accounts/index.ts'
import type { MailAccount, Selection } from '../../../src/mail/index.ts'
import type { Store } from '../../../src/store/index.ts'
import { act, type Asked, type Clock, createSearches, createUndo, type Undone } from '../../../src/work/index.ts'
import { frozenFolder, openMail, type OpenMail } from '../../mail/imap/open-mail.ts'
import type { MailServerOptions } from '../../../src/mail/imap/mail-server.ts'
import { openWorkshop, workOn } from '../workshop.ts'

interface Circumstances {
  clock?: Clock
  /** Milliseconds of one press. */
  patience?: number
  mail?: Partial<MailServerOptions>
}

/** What undoes on a store; given a second store on the same files, it is another process. */
export function undoOn(store: Store, { clock, patience }: Circumstances = {}) {
  const told = { ...(clock && { clock }), ...(patience !== undefined && { patience }) }
  const { drafts, history } = workOn(store, told)
  const parts = { preferences: createPreferences(store.settings), searches: createSearches({ store }) }
  return createUndo({ store, history, drafts, ...parts, ...told })
}

/** Somebody's mailbox, what they do in it, and what undoes it. */
export async function openDesk(circumstances: Circumstances = {}) {
  const shop = await openWorkshop(circumstances)
  const mail: OpenMail = await openMail(circumstances.mail)
  const { account, history, store } = shop
  const undoer = undoOn(store, circumstances)

  async function did(selection: Selection, asked: Asked): Promise<string> {
    return (await history.write(account, await act(mail.account, selection, asked))).id
  }

  async function undoneBy(press: Promise<{ id: string } | undefined>): Promise<Undone> {
    const { id = '' } = (await press) ?? {}
    const deed = (await history.read(account, id))?.deed
    if (deed?.kind !== 'undone') throw new Error('Nothing was undone')
    return deed
  }

  return {
    ...shop,
    user: mail.user,
    mail: mail.account,
    did,
    undoneBy,
    press: (id: string, by: MailAccount = mail.account) => undoer.undo(account, id, by),
    /** What it says of what it did. */
    undone: (id: string) => undoneBy(undoer.undo(account, id, mail.account)),
  }
}

/** All that a folder holds now, or so many of it from its oldest. */
export async function allOf(mail: MailAccount, folder: string, count = Infinity): Promise<Selection> {
  const { uids, ...rest } = await mail.thaw(await frozenFolder(mail, folder))
  return { ...rest, uids: uids.slice(0, count) }
}

export const subjectsIn = async (mail: MailAccount, folder: string): Promise<string[]> =>
  (await mail.listMessages(folder, { page: 1, size: 100 })).items.map(({ subject }) => subject).sort()
