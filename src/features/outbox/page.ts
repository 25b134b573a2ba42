import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { DraftSummary, OutboxEntry } from '../../work/index.ts'
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
  'scheduled' | 'waiting' | 'locked' | 'sending' | 'sent' | 'partly' | 'uncopied' | 'full' | 'maybe' | 'refused'

const moods: Record<Name, LetterOnItsWay['mood']> = {
  scheduled: 'note',
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
  const { state, trouble, dueAt, receipt } = entry
  switch (state) {
    case 'waiting':
      if (trouble === 'credentials') return 'locked'
      return trouble === undefined && dueAt.getTime() > Date.now() ? 'scheduled' : 'waiting'
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

function whenOf({ sentAt, nextAttemptAt, updatedAt, state }: OutboxEntry, { t, longDate }: Locale): string {
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
  }
}

type Submit = 'resume' | 'again' | 'arrived' | 'dismiss'

/** What can be done, the likeliest first. */
const submitsOf: Partial<Record<Name, Submit[]>> = {
  scheduled: ['resume'],
  waiting: ['again', 'resume'],
  locked: ['again', 'resume'],
  partly: ['dismiss'],
  maybe: ['arrived', 'resume', 'again'],
  refused: ['resume', 'again'],
}

/** What its writer has still to be told of is not put out of sight. */
function submitsFor(entry: OutboxEntry): Submit[] {
  return lacksCopy(entry) ? [] : (submitsOf[nameOf(entry)] ?? [])
}
