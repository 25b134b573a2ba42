import type { Preferences } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import { choiceGroups } from './choices.ts'
import type { FileRead } from './file-format.ts'
import { zoneWords } from './zones.ts'

/** What `views/settings/file.ejs` needs. */
export interface FilePage extends Page {
  action: string
  note: string
  /** Why the file that was sent is not taken; empty when none was. */
  refused: string
  /** A file that was read, and what it would change. */
  waiting: { changes: string[]; foreign: string; leftOut: string } | undefined
}

export interface FileGiven {
  note?: string
  refused?: Refusal | undefined
  waiting?: { now: Preferences; then: Partial<Preferences>; foreign: string[]; leftOut: string[] } | undefined
}

/** How many are named of what is not understood, or not taken. */
const mostNamed = 10

export type Refusal = Exclude<FileRead, { ok: true }> | { ok: false; why: 'none' | 'large' }

export function filePage({ note = '', refused, waiting }: FileGiven, locale: Locale): FilePage {
  const { t, list } = locale
  return {
    title: t('settings.file.title'),
    action: paths.settingsPage('file'),
    note,
    refused: refused ? sayRefusal(refused, locale) : '',
    waiting: waiting && {
      changes: changesOf(waiting.now, waiting.then, locale),
      foreign:
        waiting.foreign.length > 0
          ? t('settings.file.identities', { count: waiting.foreign.length, addresses: list(waiting.foreign) })
          : '',
      leftOut:
        waiting.leftOut.length > 0
          ? t('settings.file.leftOut', { count: waiting.leftOut.length, names: someOf(waiting.leftOut, locale) })
          : '',
    },
  }
}

function sayRefusal(refused: Refusal, locale: Locale): string {
  const { t } = locale
  switch (refused.why) {
    case 'newer':
      return t('settings.file.newer', { release: refused.release })
    case 'altered':
      return t('settings.file.altered', {
        which: someOf(
          refused.which.map((name) => nameOf(name, t)),
          locale,
        ),
      })
    default:
      return t(`settings.file.${refused.why}`)
  }
}

function someOf(names: string[], { t, list }: Locale): string {
  const others = names.length - mostNamed
  return list([...names.slice(0, mostNamed), ...(others > 0 ? [t('settings.file.others', { count: others })] : [])])
}

/** Names of settings that are a page of their own; the others are questions. */
const pages: Partial<Record<string, MessageKey>> = {
  accessKeys: 'settings.keys.title',
  labels: 'settings.labels.title',
  imageSenders: 'settings.senders',
  identities: 'settings.identities.title',
  mainIdentity: 'settings.identities.main',
  roles: 'settings.file.roles',
}

const questions = new Map(
  Object.values(choiceGroups).flatMap((groups) =>
    Object.values(groups)
      .flat()
      .map((choice) => [choice.name as string, choice] as const),
  ),
)

function nameOf(name: string, t: Locale['t']): string {
  // « constructor » is no page, whatever every object has.
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined
  if (page) return t(page)
  // Whatever a stranger wrote into the file is shown no longer than a name is.
  return questions.has(name)
    ? t(`settings.${name}` as MessageKey)
    : t('settings.file.unknown', { name: name.slice(0, 40) })
}

/** « Thème : Comme le système → Sombre », each setting that would not stay as it is. */
export function changesOf(now: Preferences, then: Partial<Preferences>, { t }: Locale): string[] {
  const names = Object.keys(then) as (keyof Preferences)[]
  return names
    .filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]))
    .map((name) => {
      const [before, after] = [now[name], then[name]].map((value) => answerWords(name, value, t))
      const setting = nameOf(name, t)
      return before && after ? t('settings.file.change', { setting, before, after }) : setting
    })
}

function answerWords(name: string, value: unknown, t: Locale['t']): string {
  const question = questions.get(name)
  if (!question) return ''
  if (question.kind === 'number') return String(value)
  if (question.kind === 'zone') return zoneWords(String(value))
  if (question.kind === 'tick') return t(value === true ? 'settings.file.yes' : 'settings.file.no')
  return t(`settings.${name}.${String(value)}` as MessageKey)
}
