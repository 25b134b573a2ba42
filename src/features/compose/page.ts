import type { Identity, SignedIn } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Address, formatAddress, shownAddress } from '../../mail/index.ts'
import type { Answers, Draft, DraftLetter } from '../../work/index.ts'
import { removal } from './form.ts'
import { fromOf, identityNamed } from './identity.ts'
import { type Room, weightOf } from './room.ts'
import { roomWords, type Says } from './says.ts'

/** What `views/compose/letter.ejs` needs. */
export interface LetterPage extends Page {
  action: string
  token: string
  letter: DraftLetter
  /** Whom one may write as, when there are several; the chosen one. */
  senders: { value: string; words: string }[]
  sender: string
  /** Values that go with the form, by name. */
  hidden: { name: string; value: string }[]
  files: { name: string; words: string; submit: string }[]
  room: string
  /** When and where it was saved; empty before that. */
  saved: string
  says: Says[]
  /** Complaints by the id of their field. */
  wrong: Record<string, string>
  suggestions: string[]
  /** Shared computers must not remember what is typed. */
  autocomplete: 'on' | 'off'
  /** The one field where writing begins; empty when there is something to read first. */
  focus: string
  /** The folded fields stand open when they hold something. */
  unfolded: boolean
  sessionEnd: string
  /** For how long « Envoyer » can be undone; empty where it cannot. */
  undo: string
}

/** Where the newest text stands: on the mail server too, or with us until it answers, or until it has room. */
export type Place = 'server' | 'here' | 'full'

export interface Drawn {
  draft: Draft
  place: Place
  token: string
  signedIn: SignedIn
  /** Of the person, the main one first. */
  identities: Identity[]
  room: Room
  recent: Address[]
  says: Says[]
  wrong: Record<string, string>
  shown: string[]
  /** Seconds. */
  sendDelay: number
}

/** Addresses a browser offers while one is typed. */
const mostSuggestions = 30

export function letterPage(drawn: Drawn, locale: Locale): LetterPage {
  const { draft, token, signedIn, identities, says, wrong, room } = drawn
  const { letter, files } = draft
  const { computer, idleEnd, absoluteEnd } = signedIn
  const sender = identityNamed(letter.from, identities) ?? identities[0]
  return {
    title: locale.t(`compose.title.${letter.answers?.kind ?? 'new'}`),
    frame: 'writing',
    action: paths.draftAt(draft),
    token,
    letter,
    senders: identities.length > 1 ? identities.map(asSender) : [],
    sender: sender ? fromOf(sender) : '',
    hidden: hiddenValues(letter, drawn.shown),
    files: filesOf(draft, locale),
    room: roomSentence(room, room.limit - weightOf(files, letter.carried), locale),
    saved: draft.savedAt && !draft.discarded ? savedWords(drawn.place, draft.savedAt, locale) : '',
    says,
    wrong,
    suggestions: drawn.recent.slice(0, mostSuggestions).map(formatAddress),
    autocomplete: computer === 'shared' ? 'off' : 'on',
    focus: draft.revision === 0 && says.length === 0 ? firstField(letter.answers) : '',
    unfolded: Boolean(
      letter.bcc ||
      letter.replyTo ||
      letter.receipt ||
      letter.importance !== 'normal' ||
      wrong['bcc'] ||
      wrong['reply-to'],
    ),
    sessionEnd: locale.time(new Date(Math.min(idleEnd.getTime(), absoluteEnd.getTime()))),
    undo: drawn.sendDelay > 0 ? locale.t('compose.undo', { seconds: drawn.sendDelay }) : '',
  }
}

/** Names are shown as they are; what the form sends is read again. */
const asSender = (identity: Identity) => ({ value: fromOf(identity), words: shownAddress(identity) })

/** An answer begins with its text, everything else with whom it is for. */
const firstField = (answers: Answers | undefined) => (answers?.kind.startsWith('reply') ? 'body' : 'to')

/** What the next post has to say of the letter besides what is typed, so that it stands by itself. */
function hiddenValues({ answers, carried, files, reminded }: DraftLetter, shown: string[]): LetterPage['hidden'] {
  const values = [
    { name: 'answers', value: answers ? JSON.stringify(answers) : '' },
    { name: 'carried', value: carried.length > 0 ? JSON.stringify(carried) : '' },
    { name: 'reminded', value: reminded.join(' ') },
    { name: 'shown', value: shown.join(' ') },
    ...files.map((value) => ({ name: 'attached', value })),
  ]
  return values.filter(({ value }) => value)
}

function filesOf({ files, letter }: Draft, locale: Locale): LetterPage['files'] {
  const { t, size } = locale
  const kept = files.map((file) => ({
    name: file.name,
    words: t('compose.file', { type: typeWords(file.name, locale), size: size(file.size) }),
    submit: `do-${removal(file.id)}`,
  }))
  const carried = letter.carried.map((file, index) => ({
    name: file.name,
    words: t('compose.file.original', { type: typeWords(file.name, locale), size: size(file.size) }),
    submit: `do-${removal(`original-${index}`)}`,
  }))
  return [...kept, ...carried]
}

/** « PDF » of « relevé n°1.pdf ». */
function typeWords(name: string, { t }: Locale): string {
  const [, extension] = /\.([a-z0-9]{1,5})$/i.exec(name) ?? []
  return extension?.toUpperCase() ?? t('compose.file.type')
}

function roomSentence({ bound }: Room, left: number, locale: Locale): string {
  if (left > 0) return locale.t('compose.room', { size: roomWords(left, locale) })
  return locale.t(bound === 'mailbox' ? 'compose.room.mailbox' : 'compose.room.none')
}

/** A draft of another day says which. */
function savedWords(place: Place, savedAt: Date, { t, time, day, longDate }: Locale): string {
  const when =
    day(savedAt) === day(new Date()) ? { at: time(savedAt), day: 'today' } : { at: longDate(savedAt), day: 'other' }
  return t(`compose.saved.${place}`, when)
}

/** What `views/compose/sent.ejs` needs. */
export interface SentPage extends Page {
  what: string
  outbox: string
}

/** `leftAt`: unless it was sent so long ago that the outbox knows nothing of it. */
export function sentPage({ sent, letter }: Draft, leftAt: Date | undefined, { t, list, longDate }: Locale): SentPage {
  const [to, at] = [sent?.to ?? [], leftAt ?? sent?.at ?? new Date()]
  const named = to.length > 3 ? [...to.slice(0, 3), t('compose.andOthers', { count: to.length - 3 })] : to
  return {
    title: letter.subject || t('compose.subject.none'),
    what: t('compose.sent.what', { to: list(named), at: longDate(at) }),
    outbox: paths.outboxEntry(sent?.outbox ?? ''),
  }
}
