import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { comesTwice, type DraftSummary, type OutboxEntry, waitsForItsHour } from '../../work/index.ts'
import { refusalIn } from './refusal.ts'

/** One letter, as both pages show it. */
export interface LetterOnItsWay {
  href: string
  subject: string
  to: string
  /** In words: « En attente ». */
  state: string
  mood: 'good' | 'bad' | 'note'
  when: string
}

/** What `views/outbox/list.ejs` needs. */
export interface OutboxPage extends Page {
  letters: LetterOnItsWay[]
  kept: { href: string; subject: string; to: string; when: string; copy: string; parked: boolean }[]
}

/** What `views/outbox/entry.ejs` needs. */
export interface EntryPage extends Page {
  letter: LetterOnItsWay
  action: string
  /** What happened, what is safe, what to do: a sentence each. */
  what: string
  safe: string
  todo: string
  /** Sent to some only, and without a copy: what becomes of the copy. */
  copy: string
  refused: { address: string; why: string }[]
  /** The server's own words, for the curious. */
  response: string
  submits: { name: string; words: string; main: boolean }[]
  /** Where another hour is chosen; empty where none can be. */
  change: string
}

export function outboxPage(entries: OutboxEntry[], kept: DraftSummary[], locale: Locale): OutboxPage {
  const { t, longDate } = locale
  return {
    title: t('outbox.title'),
    letters: entries.map((entry) => asLetter(entry, locale)),
    kept: kept.map(({ id, subject, to, savedAt, parked, onServer }) => ({
      href: paths.draft(id),
      subject: subject || t('compose.subject.none'),
      to: to || t('outbox.nobody'),
      when: t('outbox.saved', { at: longDate(savedAt) }),
      copy: onServer === 'nothing' ? '' : t(`outbox.kept.${onServer}`),
      parked,
    })),
  }
}

/** A letter's state as a reader understands it: sent to all but some, or sent without a copy, are states of their own. */
type Name =
  | 'undoable'
  | 'planned'
  | 'held'
  | 'waiting'
  | 'locked'
  | 'sending'
  | 'sent'
  | 'partly'
  | 'uncopied'
  | 'full'
  | 'maybe'
  | 'refused'

const moods: Record<Name, LetterOnItsWay['mood']> = {
  undoable: 'note',
  planned: 'note',
  held: 'bad',
  waiting: 'note',
  locked: 'note',
  sending: 'note',
  sent: 'good',
  partly: 'bad',
  uncopied: 'note',
  full: 'bad',
  maybe: 'bad',
  refused: 'bad',
}

function nameOf(entry: OutboxEntry): Name {
  const { state, trouble, receipt } = entry
  switch (state) {
    case 'waiting':
      return waitingName(entry)
    case 'sent':
    case 'filed':
      if (receipt?.rejected.length) return 'partly'
      if (!lacksCopy(entry)) return 'sent'
      return trouble === 'full' ? 'full' : 'uncopied'
    case 'cancelled':
      return 'refused'
    default:
      return state
  }
}

function waitingName(entry: OutboxEntry): Name {
  if (entry.trouble === 'held') return 'held'
  if (entry.trouble === 'credentials') return 'locked'
  if (!waitsForItsHour(entry, new Date())) return 'waiting'
  return entry.planned ? 'planned' : 'undoable'
}

const lacksCopy = ({ state, trouble }: OutboxEntry): boolean => state === 'sent' && trouble !== undefined

function asLetter(entry: OutboxEntry, locale: Locale): LetterOnItsWay {
  const { t, list } = locale
  const name = nameOf(entry)
  const { recipients } = entry
  const named =
    recipients.length > 3
      ? [...recipients.slice(0, 3), t('outbox.others', { count: recipients.length - 3 })]
      : recipients
  return {
    href: paths.outboxEntry(entry.id),
    subject: entry.subject || t('compose.subject.none'),
    to: list(named),
    state: t(`outbox.state.${name}`),
    mood: moods[name],
    when: whenOf(entry, locale),
  }
}

function whenOf(entry: OutboxEntry, { t, longDate, exactTime }: Locale): string {
  const { sentAt, nextAttemptAt, updatedAt, state, dueAt, leavesBy } = entry
  const name = nameOf(entry)
  if (name === 'undoable') return t('outbox.when.undoable', { at: exactTime(dueAt) })
  if (name === 'planned') return t('outbox.when.planned', { at: longDate(dueAt), alone: leavesAlone(leavesBy) })
  if (sentAt) return t('outbox.when.sent', { at: longDate(sentAt) })
  if (state === 'waiting' && nextAttemptAt) return t('outbox.when.next', { at: longDate(nextAttemptAt) })
  return t('outbox.when.since', { at: longDate(updatedAt) })
}

export function entryPage(entry: OutboxEntry, locale: Locale): EntryPage {
  const { t } = locale
  const name = nameOf(entry)
  const letter = asLetter(entry, locale)
  const rejected = entry.receipt?.rejected ?? []
  const facts = {
    count: rejected.length,
    others: entry.receipt?.accepted.length ?? 0,
    state: entry.state,
    trouble: entry.trouble ?? 'none',
    refusal: refusalIn(entry),
    ...hourFacts(entry, locale),
  }
  const say = (part: 'what' | 'safe' | 'todo') => t(`outbox.${name}.${part}`, facts)
  return {
    title: t('outbox.entry.title', { subject: letter.subject }),
    letter,
    action: letter.href,
    what: say('what'),
    safe: say('safe'),
    todo: say('todo'),
    copy: name === 'partly' && lacksCopy(entry) ? t('outbox.partly.copy', facts) : '',
    refused: rejected.map(({ address, code, response, temporary }) => ({
      address,
      why: t(temporary ? 'outbox.refused.later' : 'outbox.refused.never', {
        refusal: refusalIn({ code, response }),
        response,
      }),
    })),
    response: entry.response ?? '',
    submits: submitsFor(entry).map((submit, index) => ({
      name: `do-${submit}`,
      words: t(`outbox.${submit}`),
      main: index === 0,
    })),
    change: name === 'planned' ? paths.draftLater(entry.draft) : '',
  }
}

const leavesAlone = (by: OutboxEntry['leavesBy']) => (by === 'sign-in' ? 'no' : 'yes')

const hourFacts = ({ dueAt, leavesBy }: OutboxEntry, { longDate, exactTime }: Locale) => ({
  at: longDate(dueAt),
  time: exactTime(dueAt),
  alone: leavesAlone(leavesBy),
  twice: comesTwice(dueAt) ? 'yes' : 'no',
})

type Submit = 'resume' | 'cancel' | 'now' | 'confirm' | 'again' | 'arrived' | 'dismiss'

/** What can be done, the likeliest first. */
const submitsOf: Partial<Record<Name, Submit[]>> = {
  undoable: ['cancel', 'now'],
  planned: ['cancel', 'now'],
  held: ['confirm', 'cancel'],
  waiting: ['again', 'resume'],
  locked: ['again', 'resume'],
  partly: ['dismiss'],
  maybe: ['arrived', 'resume', 'again'],
  refused: ['resume', 'again'],
}

/** What its writer has still to be told of is not put out of sight. */
function submitsFor(entry: OutboxEntry): Submit[] {
  if (lacksCopy(entry)) return []
  const name = nameOf(entry)
  // Nothing went wrong yet: there is nothing to try again.
  if (name === 'waiting' && entry.trouble === undefined) return ['now', 'cancel']
  return submitsOf[name] ?? []
}
