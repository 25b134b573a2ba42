import type { Request, RequestHandler, Response } from 'express'
import {
  type AccountParts,
  createAccountParts,
  createPeople,
  createPreferences,
  type People,
  type Preferences,
  type PreferencesStore,
  type SignedIn,
} from './accounts/index.ts'
import type { Config } from './config.ts'
import { figuresOf } from './figures.ts'
import { type Assets, loadAssets } from './http/assets.ts'
import { createLog, type Logger } from './http/log.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import type { SendPage } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import {
  createGuardedPost,
  createMailServer,
  createSubmissionServer,
  type Folder,
  type GuardedPost,
  type MailAccount,
  type MailServer,
  type SubmissionServer,
} from './mail/index.ts'
import type { sayRow } from './said.ts'
import { openStore, type Settings, type Store } from './store/index.ts'
import {
  createDrafts,
  createHistory,
  createOutbox,
  createRecentAddresses,
  createSearches,
  createSweeper,
  createUndo,
  createUploads,
  type Drafts,
  type History,
  type Outbox,
  type RecentAddresses,
  type Searches,
  type Undo,
  type Uploads,
} from './work/index.ts'

/** The real parts of one process, wired once. */
export interface Parts {
  config: Config
  log: Logger
  assets: Assets
  mail: MailServer
  submission: SubmissionServer
  /** Asks a stranger's server, where a reader wants to leave its list. */
  postOutside: GuardedPost
  people: People
  /** Accounts, sessions at rest and the login brake. */
  accounts: AccountParts
  uploads: Uploads
  drafts: Drafts
  outbox: Outbox
  history: History
  undo: Undo
  recent: RecentAddresses
  searches: Searches
  settings: Settings
  preferences: PreferencesStore
  metrics: Metrics
  /** Rejects when no request could be served. */
  ready: () => Promise<void>
  /** Begins what runs by itself: the outbox and the sweeper. */
  start: () => void
  /** Ends what is being sent, then everything else. */
  stop: () => Promise<void>
}

/** What a feature is given: the parts, and what belongs to the request at hand. */
export interface Services extends Parts {
  /** Only behind the guard: a request that is not signed in never reaches a feature that asks. */
  signedIn: (req: Request) => SignedIn
  signedInOrNot: (req: Request) => SignedIn | undefined
  /** Ends the session of a request, its cookies and its mail connections. */
  sessionOver: (req: Request, res: Response) => Promise<void>
  /** Ends it because its owner leaves; empties the bin before, for whoever wants that. */
  signOut: (req: Request, res: Response) => Promise<{ trashLeft: boolean }>
  mailOf: (req: Request) => MailAccount
  /** Asked once a request, shared by the page and its frame. */
  foldersOf: (req: Request) => Promise<Folder[]>
  /** Reads what a signed-in person chose, before anything that asks. */
  recallPreferences: RequestHandler
  /** As they were when the request came; the house's own for whoever is not signed in. */
  preferencesOf: (req: Request) => Preferences
  localeOf: (req: Request) => Locale
  /** The sentence of what a row of the history did. */
  sayRow: typeof sayRow
  sendPage: SendPage
}

/** Chooses and wires the real parts: the embedded store, and the mail servers of the configuration. */
export async function createParts(config: Config): Promise<Parts> {
  const log = createLog(config.logLevel)
  const store = await openStore(config)
  const preferences = createPreferences(store.settings, { sendDelay: config.sendDelay })
  const { mail, submission } = mailParts(config, preferences)
  const people = peopleOf(config, log)
  const accounts = createAccountParts({
    store,
    secret: config.sessionSecret,
    people,
    failuresPerAddress: config.loginFailuresPerAddress,
  })
  const work = workParts({ config, log, store, mail, submission, preferences, people })
  const sweeper = createSweeper({ store, log, others: [() => accounts.sweep()] })
  const metrics = createMetrics(figuresOf({ mail, ...work }), { ...config.metrics, log })

  return {
    config,
    log,
    assets: loadAssets(),
    mail,
    submission,
    postOutside: createGuardedPost(),
    people,
    accounts,
    ...work,
    settings: store.settings,
    preferences,
    metrics,
    ready: () => store.ready(),
    start() {
      for (const part of [work.outbox, sweeper, metrics]) part.start()
    },
    stop: once(async () => {
      for (const part of [sweeper, metrics]) part.stop()
      await work.outbox.stop()
      await mail.close()
      await store.close()
    }),
  }
}

const peopleOf = (config: Config, log: Logger): People =>
  createPeople({
    ...config,
    complain: (error) => log.error({ err: error }, 'the list of people cannot be read: those known before stay known'),
  })

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

function mailParts(
  { imap, smtp, deadlines, imapConnections, imapIdle, mailCache }: Config,
  preferences: Pick<PreferencesStore, 'read'>,
) {
  return {
    mail: createMailServer({
      imap,
      deadlines,
      ceiling: imapConnections,
      idleAfter: imapIdle,
      cacheBytes: mailCache,
      rolesOf: async (account) => (await preferences.read(account)).roles,
    }),
    submission: createSubmissionServer({ smtp, deadlines }),
  }
}

interface Foundations extends Pick<Parts, 'config' | 'log' | 'mail' | 'submission' | 'preferences' | 'people'> {
  store: Store
}

function workParts({ config, log, store, mail, submission, preferences, people }: Foundations) {
  const uploads = createUploads({ store })
  const recent = createRecentAddresses({
    store,
    wanted: async (account) => (await preferences.read(account)).rememberAddresses,
  })
  const searches = createSearches({ store })
  const history = createHistory({ store })
  const drafts = createDrafts({ store, uploads, log, fileLimit: config.uploadLimit })
  const outbox = createOutbox({
    ...{ store, mail, submission, uploads, recent, log, people },
    relay: relayOf(config),
    hourlyRate: config.sendsPerHour,
  })
  const undo = createUndo({ store, history, drafts, preferences, searches })
  return { uploads, recent, searches, history, undo, drafts, outbox }
}

/** The submission account that sends for those who are away. */
const relayOf = ({ submissionAccount, deadlines }: Config) =>
  submissionAccount && {
    submission: createSubmissionServer({ smtp: submissionAccount.server, deadlines }),
    credentials: submissionAccount.credentials,
  }
