import enCompose from './locales/en/compose.json' with { type: 'json' }
import enErrors from './locales/en/errors.json' with { type: 'json' }
import enFolder from './locales/en/folder.json' with { type: 'json' }
import enFolders from './locales/en/folders.json' with { type: 'json' }
import enFrame from './locales/en/frame.json' with { type: 'json' }
import enHistory from './locales/en/history.json' with { type: 'json' }
import enLogin from './locales/en/login.json' with { type: 'json' }
import enMailbox from './locales/en/mailbox.json' with { type: 'json' }
import enMessage from './locales/en/message.json' with { type: 'json' }
import enOutbox from './locales/en/outbox.json' with { type: 'json' }
import enSaid from './locales/en/said.json' with { type: 'json' }
import enSearch from './locales/en/search.json' with { type: 'json' }
import enSettings from './locales/en/settings.json' with { type: 'json' }
import frCompose from './locales/fr/compose.json' with { type: 'json' }
import frErrors from './locales/fr/errors.json' with { type: 'json' }
import frFolder from './locales/fr/folder.json' with { type: 'json' }
import frFolders from './locales/fr/folders.json' with { type: 'json' }
import frFrame from './locales/fr/frame.json' with { type: 'json' }
import frHistory from './locales/fr/history.json' with { type: 'json' }
import frLogin from './locales/fr/login.json' with { type: 'json' }
import frMailbox from './locales/fr/mailbox.json' with { type: 'json' }
import frMessage from './locales/fr/message.json' with { type: 'json' }
import frOutbox from './locales/fr/outbox.json' with { type: 'json' }
import frSaid from './locales/fr/said.json' with { type: 'json' }
import frSearch from './locales/fr/search.json' with { type: 'json' }
import frSettings from './locales/fr/settings.json' with { type: 'json' }

const fr = {
  ...frFrame,
  ...frFolder,
  ...frFolders,
  ...frSaid,
  ...frErrors,
  ...frLogin,
  ...frMailbox,
  ...frMessage,
  ...frCompose,
  ...frOutbox,
  ...frSearch,
  ...frSettings,
  ...frHistory,
}

/** A key of the French words: the compiler knows when a sentence is missing. */
export type MessageKey = keyof typeof fr

const en: Record<MessageKey, string> = {
  ...enFrame,
  ...enFolder,
  ...enFolders,
  ...enSaid,
  ...enErrors,
  ...enLogin,
  ...enMailbox,
  ...enMessage,
  ...enCompose,
  ...enOutbox,
  ...enSearch,
  ...enSettings,
  ...enHistory,
}

export type Language = 'fr' | 'en'

/** Every sentence of the pages, in ICU MessageFormat. */
export const messages: Record<Language, Record<MessageKey, string>> = { fr, en }
