import type { Selectable } from 'kysely'
import type { MessageRef } from '../../mail/index.ts'
import type { Store, Tables, Writing } from '../../store/index.ts'
import { sealedColumn, type SealedColumn } from '../sealed-column.ts'
import type { Carried, DraftLetter, Upload } from '../types.ts'
import { holdUploads } from '../uploads/holders.ts'

export type DraftRow = Selectable<Tables['draft']>

/** What a post became: the revision it made, or the draft of its own that keeps it since the other had moved on. */
export interface Step {
  from: number
  /** Of the content that was posted. */
  digest: string
  became: number
  other?: string
}

export interface DraftContent {
  letter: DraftLetter
  digest: string
  /** The latest posts, oldest first. */
  steps: Step[]
  /** Files of a forwarded message that are uploads now: a page drawn before still posts them as carried. */
  fetched: { carried: Carried; upload: Upload }[]
  sent?: { at: number; to: string[] }
  /** Made from another program's message: when that was written, milliseconds since 1970. */
  written?: number
}

/** Where the mail server's copy is. */
export interface ServerCopy {
  /** The same for every revision: other programs keep it when they replace the copy. */
  messageId?: string
  ref?: MessageRef
  changedElsewhere?: MessageRef
  /** What the draft was made from, when that is more than the draft: never touched. */
  original?: MessageRef
}

/** Reading and writing the rows of drafts, unsealed. */
export class DraftRows {
  readonly #read: Store['read']
  readonly #content: SealedColumn<DraftContent>
  readonly #copy: SealedColumn<ServerCopy>

  constructor({ read, box }: Pick<Store, 'read' | 'box'>) {
    this.#read = read
    this.#content = sealedColumn(box, 'draft.content')
    this.#copy = sealedColumn(box, 'draft.server_copy')
  }

  contentOf(row: DraftRow): DraftContent {
    return this.#content.open(row.content, row)
  }

  copyOf(row: DraftRow): ServerCopy {
    return row.server_copy ? this.#copy.open(row.server_copy, row) : {}
  }

  find(account: string, id: string, within: Pick<Writing, 'selectFrom'> = this.#read): Promise<DraftRow | undefined> {
    const rows = within.selectFrom('draft').selectAll().where('id', '=', id).where('account', '=', account)
    return rows.executeTakeFirst()
  }

  /** A new row, on no server yet, or made from what stands there. */
  async insert(transaction: Writing, { row, content, copy }: NewDraft): Promise<void> {
    const known = {
      server_revision: copy?.ref ? row.revision : null,
      server_whole: Number(copy?.ref !== undefined),
      server_copy: copy ? this.#copy.seal(copy, row) : null,
    }
    const sealed = { ...row, ...known, content: this.#content.seal(content, row) }
    await transaction
      .insertInto('draft')
      .values({ ...sealed, state: 'open', outbox: null, push_until: 0 })
      .execute()
    await holdFiles(transaction, row, content)
  }

  /** The row with another content, and what else changes with it. */
  async rewrite(
    transaction: Writing,
    row: DraftRow,
    changes: Partial<Omit<DraftRow, 'id' | 'account' | 'content'>> & { content: DraftContent },
  ): Promise<void> {
    const sealed = { ...changes, content: this.#content.seal(changes.content, row) }
    await transaction.updateTable('draft').set(sealed).where('id', '=', row.id).execute()
    await holdFiles(transaction, { ...row, saved_at: changes.saved_at ?? row.saved_at }, changes.content)
  }

  /** What is known of the copy on the mail server. */
  async note(transaction: Writing, row: DraftRow, { copy, ...changes }: CopyNoted): Promise<void> {
    const sealed = { ...changes, server_copy: this.#copy.seal(copy, row) }
    await transaction.updateTable('draft').set(sealed).where('id', '=', row.id).execute()
  }
}

/** Nobody has written anything of the mail server's copy between the two: a value is sealed otherwise each time. */
export function sameCopy({ server_copy: one }: DraftRow, { server_copy: other }: DraftRow): boolean {
  return one === null || other === null ? one === other : Buffer.compare(one, other) === 0
}

type CopyNoted = Partial<Pick<DraftRow, 'server_revision' | 'server_whole' | 'push_until'>> & { copy: ServerCopy }

export interface NewDraft {
  row: Pick<DraftRow, 'id' | 'account' | 'revision' | 'parked' | 'saved_at'>
  content: DraftContent
  /** Given when the letter was made from a message of the Drafts folder: its `ref` if it will replace that one. */
  copy?: ServerCopy
}

function holdFiles(
  transaction: Writing,
  { id, saved_at }: Pick<DraftRow, 'id' | 'saved_at'>,
  { letter }: DraftContent,
): Promise<void> {
  return holdUploads(transaction, `draft:${id}`, { uploads: letter.files, now: saved_at })
}
