/** Reads the environment once, at start-up. No other file may read `process.env`. */
import { isIP } from 'node:net'
import { z } from 'zod'
import { isLoopback, type ServerAddress } from './mail/index.ts'
import { parseSubmitUrl, type SubmissionAccount } from './submit-url.ts'
import { type QuietHours, readQuietHours } from './work/index.ts'

const tls = z.enum(['implicit', 'starttls', 'none'])
const port = z.coerce.number().int().positive().max(65_535)
const flag = z.enum(['yes', 'no']).transform((answer) => answer === 'yes')

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.string().default('').refine(isProxyList, 'Expected addresses or networks, separated by commas'),
  DATA_DIR: z.string().min(1),
  SESSION_SECRET: z.string().min(32),
  CONTENT_KEYS: z.string().transform(parseContentKeys),
  IMAP_HOST: z.string().min(1),
  IMAP_PORT: port.default(993),
  IMAP_TLS: tls.default('implicit'),
  SMTP_HOST: z.string().min(1),
  SMTP_PORT: port.default(465),
  SMTP_TLS: tls.default('implicit'),
  SUBMIT_URL: z.string().transform(parseSubmitUrl).optional(),
  SENDS_PER_HOUR: z.coerce.number().int().positive().default(200),
  MAIL_SELF_SIGNED: flag.default(false),
  MAIL_DOMAIN: z.string().min(1),
  AUTHSERV_ID: z
    .string()
    .regex(/^[\w.:-]*$/)
    .default(''),
  MAIL_CONNECT_MS: z.coerce.number().int().positive().default(5_000),
  MAIL_COMMAND_MS: z.coerce.number().int().positive().default(10_000),
  IMAP_CONNECTIONS: z.coerce.number().int().min(2).default(400),
  IMAP_IDLE_S: z.coerce.number().int().positive().default(300),
  MAIL_CACHE_MB: z.coerce.number().int().positive().default(48),
  PEOPLE_FILE: z.string().optional(),
  LOGIN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(200),
  UPLOAD_LIMIT_MB: z.coerce.number().positive().default(25),
  SEND_DELAY_S: z.coerce.number().int().min(0).max(120).default(10),
  QUIET_HOURS: z.string().default('19:00-08:00,weekends,holidays').transform(parseQuietHours),
  HELPDESK: z.string().default('Ain=04 74 32 60 00;Loire=04 77 81 42 00;Rhône=04 72 80 60 00').transform(parseHelpdesk),
  NOTICE: z.string().default(''),
  METRICS_PORT: port.optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  STOP_S: z.coerce.number().positive().default(15),
})

type Environment = z.infer<typeof environment>

/** What only makes sense together: nothing goes in clear text, or to just anybody, beyond this machine. */
const coherent = environment.superRefine((found, context) => {
  const complain = (name: keyof Environment, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message })

  for (const server of ['IMAP', 'SMTP'] as const) {
    if (isLoopback(found[`${server}_HOST`])) continue
    if (found[`${server}_TLS`] === 'none') complain(`${server}_TLS`, 'Without TLS only a loopback host will do')
    if (found.MAIL_SELF_SIGNED) complain('MAIL_SELF_SIGNED', `An unsigned certificate will do on loopback only`)
  }
  const { protocol, hostname } = new URL(found.PUBLIC_URL ?? `http://${found.HOST}`)
  if (protocol !== 'https:' && !(isLoopback(hostname) && isLoopback(found.HOST))) {
    complain('PUBLIC_URL', 'Expected an https address, unless everything stays on loopback')
  }
})

export interface Config {
  host: string
  /** 0 takes a free one. */
  port: number
  /** Where browsers reach us; absent, only http on loopback is served. */
  publicUrl: URL | undefined
  trustProxy: string
  dataDir: string
  sessionSecret: string
  contentKeys: ContentKey[]
  imap: ServerAddress
  smtp: ServerAddress
  /** What sends planned letters while their writers are away. */
  submissionAccount: SubmissionAccount | undefined
  /** Letters of one account that may leave within an hour. */
  sendsPerHour: number
  mailDomain: string
  /** The server whose Authentication-Results are believed (RFC 8601 §2.5); absent, nobody's are. */
  authservId: string | undefined
  /** Milliseconds. */
  deadlines: { connect: number; command: number }
  /** Process-wide ceiling of IMAP connections, and milliseconds a kept one may idle. */
  imapConnections: number
  imapIdle: number
  /** Bytes of immutable facts about messages. */
  mailCache: number
  peopleFile: string | undefined
  /** People on whom sign-ins from one network address may fail in an hour. */
  loginFailuresPerAddress: number
  /** Bytes of files in one letter. */
  uploadLimit: number
  /** Seconds in which a letter can be taken back, for whoever chose no others. */
  sendDelay: number
  quietHours: QuietHours
  helpdesk: HelpdeskNumber[]
  notice: string
  /** Where Prometheus asks: on loopback, or with a token on the port of the pages. */
  metrics: { port: number | undefined; token: string | undefined }
  logLevel: string
  /** Milliseconds that requests under way have to end once the process is asked to. */
  stopPatience: number
}

/** A key for content at rest. The last one listed seals; all of them open. */
export interface ContentKey {
  version: number
  key: Buffer
}

export interface HelpdeskNumber {
  department: string
  number: string
}

/** Lists every missing or malformed variable at once, so an operator fixes them in one go. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = coherent.safeParse(env)
  if (!parsed.success) throw new Error(`Bad configuration\n${z.prettifyError(parsed.error)}`)

  const found = parsed.data
  const selfSigned = found.MAIL_SELF_SIGNED
  return Object.freeze({
    host: found.HOST,
    port: found.PORT,
    publicUrl: found.PUBLIC_URL ? new URL(found.PUBLIC_URL) : undefined,
    trustProxy: found.TRUST_PROXY,
    dataDir: found.DATA_DIR,
    sessionSecret: found.SESSION_SECRET,
    contentKeys: found.CONTENT_KEYS,
    imap: { host: found.IMAP_HOST, port: found.IMAP_PORT, tls: found.IMAP_TLS, selfSigned },
    smtp: { host: found.SMTP_HOST, port: found.SMTP_PORT, tls: found.SMTP_TLS, selfSigned },
    submissionAccount: found.SUBMIT_URL && {
      ...found.SUBMIT_URL,
      server: { ...found.SUBMIT_URL.server, selfSigned },
    },
    sendsPerHour: found.SENDS_PER_HOUR,
    mailDomain: found.MAIL_DOMAIN,
    authservId: found.AUTHSERV_ID || undefined,
    deadlines: { connect: found.MAIL_CONNECT_MS, command: found.MAIL_COMMAND_MS },
    imapConnections: found.IMAP_CONNECTIONS,
    imapIdle: found.IMAP_IDLE_S * 1000,
    mailCache: found.MAIL_CACHE_MB * 1024 * 1024,
    peopleFile: found.PEOPLE_FILE,
    loginFailuresPerAddress: found.LOGIN_FAILURES_PER_ADDRESS,
    uploadLimit: found.UPLOAD_LIMIT_MB * 1024 * 1024,
    sendDelay: found.SEND_DELAY_S,
    quietHours: found.QUIET_HOURS,
    helpdesk: found.HELPDESK,
    notice: found.NOTICE,
    metrics: { port: found.METRICS_PORT, token: found.METRICS_TOKEN },
    logLevel: found.LOG_LEVEL,
    stopPatience: found.STOP_S * 1000,
  })
}

/** `1:<base64 of 32 bytes>,2:<base64 of 32 bytes>` */
function parseContentKeys(list: string, context: z.RefinementCtx): ContentKey[] {
  const keys = list.split(',').map((entry) => {
    const [version = '', encoded = ''] = entry.trim().split(':')
    return { version: Number(version), key: Buffer.from(encoded, 'base64') }
  })
  const versions = new Set(keys.map(({ version }) => version))
  const right = keys.every(({ version, key }) => isKeyVersion(version) && key.length === 32)
  if (right && versions.size === keys.length) return keys
  context.addIssue(
    'Expected version:key pairs separated by commas, versions from 1 to 65535, keys of 32 bytes in base64',
  )
  return z.NEVER
}

/** `19:00-08:00,weekends,holidays,school-holidays`, or some of them. */
function parseQuietHours(list: string, context: z.RefinementCtx): QuietHours {
  const quiet = readQuietHours(list)
  if (quiet) return quiet
  context.addIssue('Expected hours as 19:00-08:00, weekends, holidays or school-holidays, separated by commas')
  return z.NEVER
}

/** `Ain=04 74 …;Loire=04 77 …` */
function parseHelpdesk(list: string): HelpdeskNumber[] {
  return list
    .split(';')
    .map((entry) => entry.split('='))
    .map(([department = '', number = '']) => ({ department: department.trim(), number: number.trim() }))
    .filter(({ department, number }) => department && number)
}

/** Two bytes of every seal say under which key it was made. */
const isKeyVersion = (version: number): boolean => Number.isInteger(version) && version > 0 && version <= 0xffff

/** What Express takes for `trust proxy`: addresses, networks, or the names it gives to some. */
function isProxyList(list: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .every((entry) => entry === '' || /^(loopback|linklocal|uniquelocal)$/.test(entry) || isNetwork(entry))
}

function isNetwork(entry: string): boolean {
  const [address = '', bits = '0'] = entry.split('/')
  const family = isIP(address)
  return family > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
}
