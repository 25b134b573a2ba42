import { createDates, type Dates, type Habits, usualHabits } from './dates.ts'
import { type Language, type MessageKey, messages } from './messages.ts'
import { plainSpaces, sentence, type Values } from './sentence.ts'

/** One language's words and numbers, and dates as somebody writes them. */
export interface Locale extends Dates {
  language: Language
  /** A sentence, its plurals and numbers settled. */
  t: (key: MessageKey, values?: Values) => string
  /** « Boîte de réception » for a folder with a role, whatever the server calls it; its own name otherwise. */
  folderName: (folder: { role?: string; name: string }) => string
  /** « 1 243 » */
  number: (value: number) => string
  /** Bytes as people read them: « 212 Ko ». */
  size: (bytes: number) => string
  /** « a, b et c » */
  list: (items: string[]) => string
  /** Orders names as a dictionary of this language does. */
  compare: (one: string, other: string) => number
}

const units: Record<Language, string[]> = {
  fr: ['octets', 'Ko', 'Mo', 'Go'],
  en: ['bytes', 'KB', 'MB', 'GB'],
}

/** 0 is singular in French, plural in English. */
const single: Record<Language, Partial<Record<number, string>>> = {
  fr: { 0: 'octet', 1: 'octet' },
  en: { 1: 'byte' },
}

/** However somebody writes dates, the sentences are the same. */
const sentences: Record<Language, Map<MessageKey, ReturnType<typeof sentence>>> = { fr: new Map(), en: new Map() }

function createLocale(language: Language, habits: Habits): Locale {
  const words = messages[language]
  const region = language === 'fr' ? 'fr-FR' : 'en-GB'
  const numbers = new Intl.NumberFormat(region, { maximumFractionDigits: 1 })
  const lists = new Intl.ListFormat(region)
  const collator = new Intl.Collator(region, { numeric: true })

  const number = (value: number) => plainSpaces(numbers.format(value))

  function t(key: MessageKey, values?: Values): string {
    const message = words[key]
    if (!values) return message
    let write = sentences[language].get(key)
    if (!write) sentences[language].set(key, (write = sentence(message, region)))
    return write(values)
  }

  function size(bytes: number): string {
    const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
    const value = bytes / 1024 ** power
    const rounded = value >= 10 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10
    const unit = (power === 0 && single[language][rounded]) || units[language][power]
    return `${number(rounded)}\u00a0${unit ?? ''}`
  }

  function folderName({ role, name }: { role?: string; name: string }): string {
    const key = `folder.${role ?? ''}`
    return key in words ? words[key as MessageKey] : name
  }

  return {
    language,
    t,
    folderName,
    number,
    size,
    list: (items) => lists.format(items),
    compare: (one, other) => collator.compare(one, other),
    ...createDates(language, words, habits),
  }
}

const made = new Map<string, Locale>()

/** As many as people of one school could choose; beyond, the oldest is made again when it is asked for. */
const mostKept = 200

/** One language with somebody's ways of writing dates. */
export function localeFor(language: Language, habits: Habits = usualHabits): Locale {
  const key = [language, habits.hours, habits.dateOrder, habits.timeZone].join(' ')
  let locale = made.get(key)
  if (!locale) {
    const [oldest] = made.keys()
    if (made.size >= mostKept && oldest !== undefined) made.delete(oldest)
    made.set(key, (locale = createLocale(language, habits)))
  }
  return locale
}

export const locales: Record<Language, Locale> = { fr: localeFor('fr'), en: localeFor('en') }
