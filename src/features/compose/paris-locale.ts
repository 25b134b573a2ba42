import type { Request } from 'express'
import { type Locale, localeFor } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import { parisZone } from '../../work/index.ts'

/** The reader's words, with the clocks of the académie: hours to come are those of a school, wherever one writes from. */
export const parisLocale = (req: Request, { localeOf, preferencesOf }: Services): Locale =>
  localeFor(localeOf(req).language, { ...preferencesOf(req), timeZone: parisZone })
