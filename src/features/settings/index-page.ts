import type { Request } from 'express'
import type { Preferences } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import { type Choice, type ChoiceSection, choicesOf } from './choices.ts'
import { zoneWords } from './zones.ts'

/** What `views/settings/index.ejs` needs. */
export interface IndexPage extends Page {
  sections: { href: string; words: string; chosen: string[] }[]
}

const sections = ['display', 'language', 'reading', 'writing', 'privacy'] as const

export function indexPage(req: Request, { localeOf, preferencesOf }: Services): IndexPage {
  const locale = localeOf(req)
  const chosen = preferencesOf(req)
  return {
    title: locale.t('settings.title'),
    sections: sections.map((section) => ({
      href: paths.settingsPage(section),
      words: locale.t(`settings.${section}`),
      chosen: choicesIn(section, chosen, locale),
    })),
  }
}

/** What is chosen now, each in its own words; boxes that are not ticked say nothing. */
function choicesIn(section: ChoiceSection, chosen: Preferences, { t }: Locale): string[] {
  return choicesOf(section).flatMap(({ name, kind }: Choice) => {
    const value = String(chosen[name])
    if (kind === 'zone') return [zoneWords(value)]
    if (kind === 'one') return [t(`settings.${name}.${value}` as MessageKey)]
    return value === 'true' ? [t(`settings.now.${name}` as MessageKey)] : []
  })
}
