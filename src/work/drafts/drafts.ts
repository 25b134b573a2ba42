import { prepare, type Store } from '../../store/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { createLargeInTurn } from '../large-in-turn.ts'
import type { Log } from '../log.ts'
import { createTurns } from '../turns.ts'
import type { Draft, Drafts, DraftSummary, Uploads } from '../types.ts'
import { adoptMessage } from './adopt-message.ts'
import { catchUp } from './catch-up.ts'
import { discardDraft } from './discard-draft.ts'
import type { DraftParts } from './draft-parts.ts'
import { DraftRows, type DraftRow } from './draft-rows.ts'
import { fetchCarried } from './fetch-carried.ts'
import { pushDraft } from './push-draft.ts'
import { restoreDraft } from './restore-draft.ts'
import { saveDraft } from './save-draft.ts'

interface DraftsOptions {
  store: Store
  uploads: Uploads
  log: Log
  clock?: Clock
  /** Bytes of one file, at most, that comes from the mail server. */
  fileLimit: number
}

/** Letters being written: every save is ours first, the mail server's copy follows. */
export function createDrafts({ clock = systemClock, ...options }: DraftsOptions): Drafts {
  const rows = new DraftRows(options.store)
  const parts: DraftParts = { ...options, clock, rows, largeInTurn: createLargeInTurn(), inTurn: createTurns() }
  const push = pushDraft(parts)
  const parked = parkedOf(parts)
  return {
    open: async (account, id) => {
      const row = await parts.rows.find(account, id)
      return row && describe(parts, row)
    },
    save: saveDraft(parts),
    list: (account) => listHere(parts, account),
    parked: async (account) => (await parked({ account })).map(({ id }) => id),
    unpark: async (account, id) => {
      await parts.store.write((transaction) =>
        transaction
          .updateTable('draft')
          .set({ parked: 0 })
          .where('id', '=', id)
          .where('account', '=', account)
          .execute(),
      )
    },
    push,
    catchUp: catchUp(parts, push),
    adopt: adoptMessage(parts),
    fetchCarried: fetchCarried(parts),
    discard: discardDraft(parts),
    restore: restoreDraft(parts),
  }
}

async function describe({ rows, uploads }: DraftParts, row: DraftRow): Promise<Draft> {
  const { letter, sent, steps, written } = rows.contentOf(row)
  const { changedElsewhere, original } = rows.copyOf(row)
  return {
    id: row.id,
    revision: row.revision,
    letter,
    files: await uploads.describe(row.account, letter.files),
    // Opened only, another program's draft is as old as it was.
    savedAt: new Date(steps.length === 0 ? (written ?? row.saved_at) : row.saved_at),
    place: row.server_revision === row.revision ? 'server' : 'here',
    parked: row.parked === 1,
    discarded: row.state === 'discarded',
    ...(changedElsewhere && { changedElsewhere }),
    ...(original && { original }),
    ...(row.state === 'sent' &&
      row.outbox !== null &&
      sent && { sent: { outbox: row.outbox, at: new Date(sent.at), to: sent.to } }),
  }
}

const parkedOf = ({ store: { read } }: DraftParts) =>
  prepare(read, ({ account }: { account: string }) =>
    read
      .selectFrom('draft')
      .select('id')
      .where('account', '=', account)
      .where('state', '=', 'open')
      .where('parked', '=', 1)
      .orderBy('saved_at', 'desc'),
  )

async function listHere({ store, rows }: DraftParts, account: string): Promise<DraftSummary[]> {
  const here = await store.read
    .selectFrom('draft')
    .selectAll()
    .where('account', '=', account)
    .where('state', '=', 'open')
    .where((is) =>
      is.or([is('parked', '=', 1), is('server_revision', 'is', null), is('server_revision', '!=', is.ref('revision'))]),
    )
    .orderBy('saved_at', 'desc')
    .execute()
  return here.map((row) => {
    const { subject, to } = rows.contentOf(row).letter
    const summary = { id: row.id, subject, to, savedAt: new Date(row.saved_at), parked: row.parked === 1 }
    return { ...summary, onServer: onServer(row) }
  })
}

function onServer({ server_revision, revision }: DraftRow): DraftSummary['onServer'] {
  if (server_revision === null) return 'nothing'
  return server_revision === revision ? 'newest' : 'older'
}
