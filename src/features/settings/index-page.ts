import type { Request } from 'express'
import { identitiesOf, type Person, type Preferences } from '../../accounts/index.ts'
import { paths, type SettingsSection } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import { shownAddress } from '../../mail/index.ts'
import { labelsOf } from '../../list/labels.ts'
import type { Services } from '../../services.ts'
import { type Choice, type ChoiceSection, choicesOf, isChoiceSection } from './choices.ts'
import { zoneWords } from './zones.ts'

/** What `views/settings/index.ejs` needs. */
export interface IndexPage extends Page {
  sections: { href: string; words: string; chosen: string[] }[]
}

const sections = [
  'display',
  'language',
  'reading',
  'images',
  'writing',
  'identities',
  'labels',
  'keys',
  'privacy',
  'file',
] as const

export function indexPage(req: Request, { config, localeOf, preferencesOf, signedIn }: Services): IndexPage {
  const locale = localeOf(req)
  const given = { chosen: preferencesOf(req), person: signedIn(req).person, config }
  return {
    title: locale.t('settings.title'),
    sections: sections.map((section) => ({
      href: paths.settingsPage(section),
      words: locale.t(`settings.${section}.title`),
      chosen: isChoiceSection(section) ? choicesIn(section, given, locale) : chosenIn(section, given, locale),
    })),
  }
}

/** What is chosen now, each in its own words; boxes that are not ticked say nothing. */
function choicesIn(
  section: ChoiceSection,
  { chosen, config }: { chosen: Preferences; config: Services['config'] },
  { t }: Locale,
): string[] {
  return choicesOf(section, config).flatMap(({ name, kind }: Choice) => {
    const value = String(chosen[name])
    if (kind === 'zone') return [zoneWords(value)]
    if (kind === 'number') return [t(`settings.now.${name}` as MessageKey, { value: Number(value) })]
    if (kind === 'one') return [t(`settings.${name}.${value}` as MessageKey)]
    return value === 'true' ? [t(`settings.now.${name}` as MessageKey)] : []
  })
}

function chosenIn(
  section: SettingsSection,
  { chosen, person }: { chosen: Preferences; person: Person },
  locale: Locale,
): string[] {
  switch (section) {
    case 'identities':
      return identitiesOf(person, chosen).slice(0, 3).map(shownAddress)
    case 'labels':
      return labelsOf(chosen, locale).map(({ name }) => name)
    case 'keys': {
      const count = Object.keys(chosen.accessKeys).length
      return [count === 0 ? locale.t('settings.keys.none') : locale.t('settings.keys.count', { count })]
    }
    case 'file':
      return [locale.t('settings.file.now')]
    default:
      return []
  }
}
