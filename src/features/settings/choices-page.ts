import type { Preferences } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import { type Choice, type ChoiceSection, groupsOf } from './choices.ts'
import { zonesWith, zoneWords } from './zones.ts'

interface Answer {
  value: string
  words: string
  chosen: boolean
}

/** A question as `views/settings/choice.ejs` prints it. */
export interface ChoiceView {
  name: string
  kind: Choice['kind']
  words: string
  /** What it means, where the words alone do not say. */
  hint: string
  wrong: string
  /** Of a question with one answer; a list of zones stands in two groups. */
  answers: Answer[]
  groups: { words: string; answers: Answer[] }[]
  ticked: boolean
  /** What stands in the field of a number. */
  typed: string
}

/** What `views/settings/choices.ejs` needs. */
export interface ChoicesPage extends Page {
  action: string
  intro: string
  note: string
  wrong: { href: string; words: string }[]
  groups: { heading: string; choices: ChoiceView[] }[]
  /** Senders whose images are always shown: each can be taken off. */
  senders: { address: string; submit: string }[] | undefined
}

/** What « Retirer » beside a sender is called. */
export const senderRemoval = (address: string): string => `remove-${address}`

export interface ChoicesGiven {
  section: ChoiceSection
  config: Services['config']
  chosen: Preferences
  /** What a form said that was not saved, and what is wrong with it. */
  typed?: Record<string, unknown>
  errors?: Record<string, string>
  note?: string
}

export function choicesPage({ section, errors = {}, note = '', ...given }: ChoicesGiven, locale: Locale): ChoicesPage {
  const { t } = locale
  const answers: Record<string, unknown> = given.typed ?? given.chosen
  const groups = groupsOf(section, given.config).map(([heading, choices]) => ({
    heading: t(`settings.${section}.${heading}` as MessageKey),
    choices: choices.map((choice) => asView(choice, { answers, wrong: errors[choice.name] }, locale)),
  }))
  const asked = groups.flatMap(({ choices }) => choices)
  return {
    title: t(`settings.${section}.title`),
    action: paths.settingsPage(section),
    intro: introTo(section, locale),
    note,
    wrong: asked.flatMap(({ name, words, wrong }) => (wrong ? [{ href: `#${name}`, words }] : [])),
    groups,
    senders:
      section === 'images'
        ? given.chosen.imageSenders.map((address) => ({ address, submit: `do-${senderRemoval(address)}` }))
        : undefined,
  }
}

/** How dates are written is best seen. */
function introTo(section: ChoiceSection, { t, longDate, shortDate }: Locale): string {
  const now = new Date()
  const lastYear = new Date(now.getTime() - 400 * 86_400_000)
  if (section !== 'language') return t(`settings.${section}.intro`)
  return t('settings.language.intro', { now: longDate(now), past: shortDate(lastYear, now) })
}

function asView(
  { name, ...choice }: Choice,
  { answers, wrong }: { answers: Record<string, unknown>; wrong: string | undefined },
  { t }: Locale,
): ChoiceView {
  const given = typeof answers[name] === 'string' ? answers[name] : JSON.stringify(answers[name])
  const answer = (value: string, words: string): Answer => ({ value, words, chosen: value === given })
  return {
    name,
    kind: choice.kind,
    words: t(`settings.${name}`),
    hint: choice.explained ? t(`settings.hint.${name}` as MessageKey) : '',
    wrong: wrong ? t(wrong as MessageKey) : '',
    answers:
      choice.kind === 'one'
        ? choice.answers.map((value) => answer(value, t(`settings.${name}.${value}` as MessageKey)))
        : [],
    groups:
      choice.kind === 'zone'
        ? (['france', 'world'] as const).map((area) => ({
            words: t(`settings.zones.${area}`),
            answers: zonesWith(given)[area].map((zone) => answer(zone, zoneWords(zone))),
          }))
        : [],
    ticked: answers[name] === true || answers[name] === 'on',
    typed: choice.kind === 'number' ? given : '',
  }
}
