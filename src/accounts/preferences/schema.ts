import { z } from 'zod'

/** What each access key does; letters are chosen by the reader (WCAG 2.2, 2.1.4). */
export const keyedActions = [
  'inbox',
  'compose',
  'search',
  'folders',
  'settings',
  'logout',
  'reply',
  'replyAll',
  'forward',
  'archive',
  'delete',
  'newer',
  'older',
  'save',
  'send',
] as const

export type KeyedAction = (typeof keyedActions)[number]

const rowChoices = [10, 25, 50, 100] as const

const line = z.string().max(320)
const path = z.string().min(1).max(1_000)

const identity = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  name: line,
  /** One of the person's own: asked again each time it is used. */
  address: line,
  replyTo: z.string().max(2_000),
  signature: z.string().max(10_000),
})

const label = z.object({
  /** An atom (RFC 9051 §9), and no longer than servers keep; `src/mail` asks again before it is sent. */
  keyword: z.string().regex(/^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]{1,60}$/),
  /** Empty: the house's own name for it. */
  name: z.string().max(60),
})

const mostLabels = 50
const mostSenders = 2_000
const mostIdentities = 50

/** Of a stored list, what still makes sense. */
const understoodOf = <T>(item: z.ZodType<T>, most: number) =>
  z.array(z.unknown()).transform((items) =>
    items
      .map((one) => item.safeParse(one))
      .flatMap(({ data }) => (data === undefined ? [] : [data]))
      .slice(0, most),
  )

/** Thunderbird's five, which other programs know too. */
const usualLabels = ['$label1', '$label2', '$label3', '$label4', '$label5'].map((keyword) => ({ keyword, name: '' }))

/**
 * Everything a person may choose, as it is read. A stored value that no longer makes sense counts as never chosen:
 * settings written by another release open nothing and break nothing.
 */
export const preferencesSchema = z.object({
  language: z.enum(['browser', 'fr', 'en']).catch('browser'),
  hours: z.enum(['24', '12']).catch('24'),
  dateOrder: z.enum(['day-first', 'month-first', 'year-first']).catch('day-first'),
  timeZone: z.string().refine(isTimeZone).catch('Europe/Paris'),

  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  textSize: z.enum(['normal', 'large', 'larger', 'largest']).catch('normal'),
  spacing: z.enum(['normal', 'wide']).catch('normal'),
  /** No first words in lists, long letters cut, pictures made smaller. */
  economy: z.boolean().catch(false),
  script: z.enum(['auto', 'never']).catch('auto'),
  /** Absent letters: the action has no key. None is on until it was chosen. */
  accessKeys: z.partialRecord(z.enum(keyedActions), z.string().regex(/^[a-z]$/)).catch({}),

  rowsPerPage: z.literal(rowChoices).catch(25),
  listLayout: z.enum(['list', 'table']).catch('list'),
  markRead: z.enum(['opened', 'never']).catch('opened'),
  afterRemoval: z.enum(['list', 'next']).catch('list'),
  realFolderNames: z.boolean().catch(false),
  emptyTrashAtSignOut: z.boolean().catch(false),
  /** Whether addresses written to are remembered, to be offered while one is typed. */
  rememberAddresses: z.boolean().catch(true),
  /** Whether searches made lately are remembered, to be made again. */
  rememberSearches: z.boolean().catch(true),
  labels: understoodOf(label, mostLabels).catch(usualLabels),
  /** Paths the reader chose for roles, whatever the server says. */
  roles: z.partialRecord(z.enum(['drafts', 'sent', 'archive', 'junk', 'trash']), path).catch({}),

  /** Remote images: asked each time, shown from the senders below, or never even offered. */
  images: z.enum(['ask', 'never']).catch('ask'),
  /** Addresses, lower case, whose images are shown when the mail server vouches for them. */
  imageSenders: understoodOf(line, mostSenders).catch([]),
  /** Whether a request for a receipt is shown at all; none is ever sent by itself. */
  receipts: z.enum(['ask', 'never']).catch('ask'),

  identities: understoodOf(identity, mostIdentities).catch([]),
  /** Id of the identity letters begin with; empty: the first. */
  mainIdentity: z.string().max(40).catch(''),
  quotePlace: z.enum(['below', 'above']).catch('below'),
  answerFormat: z.enum(['text', 'as-received']).catch('text'),
  requestReceipt: z.boolean().catch(false),
  /** Seconds after « Envoyer » in which a letter can be taken back. */
  sendDelay: z.int().min(0).max(120).catch(10),
  /** Whether « Envoyer » asks, in quiet hours, if the letter may wait for people to be at work. */
  quietHours: z.boolean().catch(true),
})

export type Preferences = z.infer<typeof preferencesSchema>
export type Identity = z.infer<typeof identity>
export type Label = z.infer<typeof label>

/** The same as it is written, where nothing is forgiven: what does not fit is a mistake of ours, and nobody's choice. */
export const writtenSchema = z.object({
  ...Object.fromEntries(Object.entries(preferencesSchema.shape).map(([name, kept]) => [name, kept.unwrap()])),
  labels: z.array(label).max(mostLabels),
  imageSenders: z.array(line).max(mostSenders),
  identities: z.array(identity).max(mostIdentities),
}) as unknown as z.ZodType<Preferences>

export const defaultPreferences: Preferences = Object.freeze(preferencesSchema.parse({}))

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('fr', { timeZone: name }))
  } catch {
    return false
  }
}
