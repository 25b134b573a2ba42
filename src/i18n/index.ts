/** The words of the pages. The only door of `src/i18n`. */
export { usualHabits } from './dates.ts'
export { type Locale, localeFor, locales } from './locale.ts'
export type { Language, MessageKey } from './messages.ts'
