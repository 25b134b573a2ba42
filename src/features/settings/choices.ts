import type { Preferences } from '../../accounts/index.ts'
import type { SettingsSection } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { hasQuiet } from '../../work/index.ts'

type Config = Services['config']

/** Sections that are a handful of questions with given answers. */
export type ChoiceSection = Extract<
  SettingsSection,
  'display' | 'language' | 'reading' | 'images' | 'writing' | 'privacy'
>

type Choosable = Exclude<
  keyof Preferences,
  'accessKeys' | 'labels' | 'roles' | 'imageSenders' | 'identities' | 'mainIdentity'
>

/** A question: one of some answers, a number, a time zone, or yes and no; explained where its words do not say enough. */
export type Choice = { name: Choosable; explained?: true } & (
  | { kind: 'one'; answers: readonly string[] }
  | { kind: 'number'; least: number; most: number }
  | { kind: 'zone' }
  | { kind: 'tick' }
)

const one = (name: Choosable, ...answers: string[]): Choice => ({ name, kind: 'one', answers })
const tick = (name: Choosable): Choice => ({ name, kind: 'tick' })
const number = (name: Choosable, least: number, most: number): Choice => ({ name, kind: 'number', least, most })
const explained = (choice: Choice): Choice => ({ ...choice, explained: true })

/** Questions of each section, in groups that each have a heading. */
export const choiceGroups: Record<ChoiceSection, Record<string, Choice[]>> = {
  display: {
    look: [one('theme', 'system', 'light', 'dark', 'contrast')],
    comfort: [one('textSize', 'normal', 'large', 'larger', 'largest'), one('spacing', 'normal', 'wide')],
    lists: [one('listLayout', 'list', 'table')],
    slow: [explained(tick('economy')), explained(one('script', 'auto', 'never'))],
  },
  language: {
    words: [one('language', 'browser', 'fr', 'en')],
    dates: [
      one('hours', '24', '12'),
      one('dateOrder', 'day-first', 'month-first', 'year-first'),
      { name: 'timeZone', kind: 'zone' },
    ],
  },
  reading: {
    pages: [one('rowsPerPage', '10', '25', '50', '100')],
    messages: [
      explained(one('markRead', 'opened', 'never')),
      one('afterRemoval', 'list', 'next'),
      explained(one('receipts', 'ask', 'never')),
    ],
    names: [explained(tick('realFolderNames'))],
  },
  images: {
    remote: [explained(one('images', 'ask', 'never'))],
  },
  writing: {
    answers: [one('quotePlace', 'below', 'above'), explained(one('answerFormat', 'text', 'as-received'))],
    sending: [explained(number('sendDelay', 0, 120)), explained(tick('quietHours'))],
    receipts: [explained(tick('requestReceipt'))],
  },
  privacy: {
    leaving: [explained(tick('emptyTrashAtSignOut'))],
    addresses: [explained(tick('rememberAddresses'))],
    searches: [explained(tick('rememberSearches'))],
  },
}

/** Questions of a section that this service asks, by the heading of their group: where no hour is quiet, not of quiet hours. */
export function groupsOf(section: ChoiceSection, { quietHours }: Pick<Config, 'quietHours'>): [string, Choice[]][] {
  const isAsked = ({ name }: Choice) => name !== 'quietHours' || hasQuiet(quietHours)
  return Object.entries(choiceGroups[section]).map(([heading, choices]) => [heading, choices.filter(isAsked)])
}

export const choicesOf = (section: ChoiceSection, config: Pick<Config, 'quietHours'>): Choice[] =>
  groupsOf(section, config).flatMap(([, choices]) => choices)

export const isChoiceSection = (section: string): section is ChoiceSection => Object.hasOwn(choiceGroups, section)
