import { ImapFlow } from 'imapflow'
import type { ImapFlowOptions } from 'imapflow'
import type { ImapResponse } from 'imapflow/lib/handler/types.js'
import { getStringList } from 'imapflow/lib/tools.js'
import { MailError } from '../errors.ts'
import type { Credentials, Deadlines, ServerAddress, Wire } from '../types.ts'
import { asMailError, isOverflow } from './as-mail-error.ts'
import type { Line, Tally } from './line.ts'
import { keepWholePaths } from './namespaces.ts'
import { watchedTransport, type Activity } from './transport.ts'

export interface ConnectOptions {
  server: ServerAddress
  deadlines: Deadlines
  /** Sees the bytes of this line, both ways, above TLS. */
  wire?: Wire | undefined
  tally: Tally
  /** Told once when the line ends, for whatever reason. */
  onLost: (line: Line) => void
}

/**
 * One answer holds a chunk of a part, one row of a page, or the numbers a search found. Parsing more would keep every
 * user waiting: the sender of a message chooses how many addresses it has.
 */
const limits = {
  maxLiteralSize: 1024 * 1024,
  maxLineLength: 4 * 1024 * 1024,
  maxResponseSize: 5 * 1024 * 1024,
  maxResponseTokens: 150_000,
}

/**
 * Opens one user's line. Rejects with `credentials-rejected`, `server-unreachable`, `server-silent` or
 * `too-many-connections`, within `deadlines.connect` for everything: address, greeting, TLS, signing in.
 */
export async function connect(credentials: Credentials, options: ConnectOptions): Promise<Line> {
  const activity: Activity = { heardAt: 0, pending: () => 0 }
  const imap = new ImapFlow(settings(credentials, { ...options, activity }))
  const line = newLine(imap, { activity, tally: options.tally, patience: options.deadlines.command })

  // `close` comes after a refused connection too, and after an `error`: told once.
  const lose = (): void => {
    if (line.lost) return
    line.lost = true
    options.onLost(line)
  }
  // Without a listener, an `error` event would end the process, and everyone's webmail with it.
  imap.on('error', (error: Error & { code?: string }) => {
    line.overflowed ||= isOverflow(error.code)
    lose()
  })
  imap.on('close', lose)
  line.close = () => {
    imap.close()
    lose()
  }
  keepCount(line)
  keepKeywords(imap)

  try {
    await withinTime(imap, activity, options.deadlines.connect)
    keepWholePaths(imap)
    return line
  } catch (error) {
    line.close()
    throw asMailError(error)
  }
}

function settings(
  { login, password }: Credentials,
  { server, deadlines, wire, activity }: ConnectOptions & { activity: Activity },
): ImapFlowOptions {
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    // Left unset, the library goes on in clear text when somebody strips STARTTLS from the greeting.
    doSTARTTLS: server.tls === 'starttls',
    tls: { rejectUnauthorized: server.selfSigned !== true, minVersion: 'TLSv1.2' },
    auth: { user: login, pass: password },
    connectionTimeout: deadlines.connect,
    greetingTimeout: deadlines.connect,
    transport: watchedTransport(activity, wire),
    disableAutoIdle: true,
    // Compressed, the bytes could not be observed, and between neighbours compression costs more than it saves.
    disableCompression: true,
    clientInfo: { name: 'Traboule', version: '', vendor: '', 'support-url': '' },
    ...limits,
    logger: false,
  }
}

function newLine(imap: ImapFlow, known: Pick<Line, 'activity' | 'tally' | 'patience'>): Line {
  return {
    imap,
    ...known,
    busy: true,
    lost: false,
    silent: false,
    overflowed: false,
    readAt: 0,
    usedAt: performance.now(),
    stale: false,
    close: () => undefined,
  }
}

/** The session tells of arrivals and removals whenever it likes: whatever is kept about the folder must know. */
function keepCount(line: Line): void {
  line.imap.on('exists', () => {
    if (line.folder) line.folder.changes++
  })
  line.imap.on('expunge', ({ seq }) => {
    if (!line.folder) return
    line.folder.changes++
    if (seq !== undefined) line.folder.removed.push(seq)
  })
}

/** A folder learns keywords while it is selected (FLAGS, RFC 9051 §7.3.5); the library hears of those it had at SELECT. */
function keepKeywords(imap: ImapFlow): void {
  const { untaggedHandlers } = imap as unknown as { untaggedHandlers: Record<string, (untagged: ImapResponse) => void> }
  untaggedHandlers.FLAGS = ({ attributes }) => {
    if (imap.mailbox) imap.mailbox.flags = new Set(getStringList(attributes?.[0]))
  }
}

/** The library times the connection and the greeting, nothing after them. */
async function withinTime(imap: ImapFlow, activity: Activity, deadline: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const reason = imap.connectedAt === null ? 'server-unreachable' : 'server-silent'
      reject(new MailError(reason, { detail: `connect, ${deadline} ms, heard ${activity.heardAt > 0}` }))
      imap.close()
    }, deadline)
  })
  try {
    await Promise.race([imap.connect(), late])
  } finally {
    clearTimeout(timer)
  }
}
