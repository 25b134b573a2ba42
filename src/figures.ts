import type { Figure } from './http/metrics.ts'
import type { MailServer } from './mail/index.ts'
import type { Outbox } from './work/index.ts'

/** What the parts can say of themselves, for whoever runs the service. */
export function figuresOf({ mail, outbox }: { mail: MailServer; outbox: Outbox }): Figure[] {
  const ofCaches = (word: 'bytes' | 'hits' | 'misses') => () => {
    const { facts, texts, letters } = mail.figures().caches
    return { facts: facts[word], texts: texts[word], letters: letters[word] }
  }
  return [
    { name: 'imap_connections', help: 'Kept open', kind: 'gauge', read: () => mail.figures().open },
    { name: 'imap_connections_lent', help: 'At work now', kind: 'gauge', read: () => mail.figures().lent },
    {
      name: 'imap_commands_total',
      help: 'Sent to the mail server',
      kind: 'counter',
      read: () => mail.figures().commands,
    },
    { name: 'cache_bytes', help: 'Held of messages', kind: 'gauge', label: 'cache', read: ofCaches('bytes') },
    { name: 'cache_hits_total', help: 'Looked for and there', kind: 'counter', label: 'cache', read: ofCaches('hits') },
    {
      name: 'cache_misses_total',
      help: 'Looked for, not there',
      kind: 'counter',
      label: 'cache',
      read: ofCaches('misses'),
    },
    { name: 'outbox_letters', help: 'Not yet where they go', kind: 'gauge', read: () => outbox.countUnderWay() },
  ]
}
