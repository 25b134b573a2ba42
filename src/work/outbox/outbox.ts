import { EventEmitter } from 'node:events'
import type { People } from '../../accounts/index.ts'
import type { MailServer, SubmissionServer } from '../../mail/index.ts'
import { prepare, type Store } from '../../store/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { DraftRows } from '../drafts/draft-rows.ts'
import { createLargeInTurn } from '../large-in-turn.ts'
import type { Log } from '../log.ts'
import { randomId } from '../random-id.ts'
import type { Outbox, OutboxEntry, RecentAddresses, Uploads } from '../types.ts'
import { CredentialsDigests } from './credentials-digest.ts'
import { createDecisions } from './decisions.ts'
import { dismiss } from './dismiss.ts'
import { createLender } from './lend.ts'
import { Neighbours } from './neighbours.ts'
import type { Relay } from './for-relay.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { isUnderWay, OutboxRows, type OutboxRow, underWay } from './outbox-rows.ts'
import { press } from './press.ts'
import { noteVouched } from './relay.ts'
import { leaveDrafts } from './run-once.ts'
import { Sender } from './sender.ts'
import { whenSettled } from './settled.ts'
import { takeBack } from './take-back.ts'

const longestList = 200

interface OutboxOptions {
  store: Store
  mail: MailServer
  submission: SubmissionServer
  relay?: Relay | undefined
  people?: Pick<People, 'find'>
  /** Letters of one account that may leave within an hour; without bound unless told otherwise. */
  hourlyRate?: number
  uploads: Uploads
  recent: RecentAddresses
  log: Log
  clock?: Clock
  /** Milliseconds after which a killed process's letters are looked after by another; 15 s unless told otherwise. */
  lease?: number
}

/** Letters on their way: written down first, then sent, then filed, by whichever process has the means. */
export function createOutbox({ recent, ...options }: OutboxOptions): Outbox {
  const parts = partsOf(options)
  const asking = askingOf(parts)
  const sender = new Sender(parts)
  const entry = (row: OutboxRow | undefined): OutboxEntry | undefined => row && parts.rows.entryOf(row)
  return {
    async press(account, pressed) {
      const row = await press(parts, account, pressed)
      if (row.state === 'waiting' && row.planned) sender.aside(leaveDrafts(parts, row, pressed.credentials))
      // Another process may have it already: should that one die, this one has the means too.
      else if (isUnderWay(row.state) && !sender.has(row.id)) sender.take(row, pressed.credentials)
      if (row.delay > 0) sender.aside(noteVouched(parts, row, pressed.credentials))
      await recent.remember(account, [...pressed.to, ...pressed.cc, ...pressed.bcc])
      return parts.rows.entryOf(row)
    },
    settled: async (account, id, within) => entry(await whenSettled(parts, { account, id, within })),
    read: async (account, id) => entry(await parts.rows.find(account, id)),
    list: (account) => list(parts, account),
    asks: async (account) => (await asking({ account })).length > 0,
    countUnderWay: () => countUnderWay(parts),
    lend: createLender(parts, sender),
    plansLeaveAlone: options.relay !== undefined,
    ...createDecisions(parts, sender),
    async takeBack(account, id) {
      const draft = await takeBack(parts, account, id)
      if (draft) sender.drop(id)
      return draft
    },
    async dismiss(account, id, credentials) {
      const row = await dismiss(parts, account, id)
      if (row) sender.take(row, credentials)
    },
    start: () => sender.start(),
    stop: () => sender.stop(),
  }
}

function partsOf({
  clock = systemClock,
  lease = 15_000,
  hourlyRate = Infinity,
  ...options
}: Omit<OutboxOptions, 'recent'>): OutboxParts {
  const changed = new EventEmitter<{ entry: [id: string] }>()
  changed.setMaxListeners(0)
  return {
    relay: undefined,
    people: undefined,
    ...options,
    clock,
    lease,
    hourlyRate,
    digests: new CredentialsDigests(),
    neighbours: new Neighbours(clock, lease),
    changed,
    owner: randomId(),
    rows: new OutboxRows(options.store, { relay: options.relay }),
    drafts: new DraftRows(options.store),
    largeInTurn: createLargeInTurn(),
  }
}

async function list({ store, rows }: OutboxParts, account: string): Promise<OutboxEntry[]> {
  const found = await store.read
    .selectFrom('outbox')
    .selectAll()
    .where('account', '=', account)
    .where('dismissed', '=', 0)
    .where('state', '!=', 'cancelled')
    .where((is) => is.or([is('state', '!=', 'filed'), is('trouble', '=', 'refused')]))
    .orderBy('pressed_at', 'desc')
    .limit(longestList)
    .execute()
  return found.map((row) => rows.entryOf(row))
}

const askingOf = ({ store: { read } }: OutboxParts) =>
  prepare(read, ({ account }: { account: string }) =>
    read
      .selectFrom('outbox')
      .select('id')
      .where('account', '=', account)
      .where('dismissed', '=', 0)
      .where((is) =>
        is.or([
          is('state', 'in', ['refused', 'maybe']),
          is.and([is('state', '=', 'waiting'), is.or([is('trouble', '=', 'credentials'), is('held', '=', 1)])]),
          is.and([is('state', '=', 'sent'), is('trouble', '=', 'full')]),
        ]),
      )
      .limit(1),
  )

/** A planned letter is no trouble before its hour. */
async function countUnderWay({ store, clock }: OutboxParts): Promise<number> {
  const { count } = await store.read
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', 'in', underWay)
    .where((is) => is.or([is('planned', '=', 0), is('due_at', '<=', clock.now())]))
    .executeTakeFirstOrThrow()
  return count
}
