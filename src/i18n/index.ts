/** The words of the pages. The only door of `src/i18n`. */
export { type Locale, locales } from './locale.ts'
export type { Language, MessageKey } from './messages.ts'
