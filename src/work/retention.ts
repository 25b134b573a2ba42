const hour = 3_600_000
const day = 24 * hour

/** How long something is kept, and why so long. README prints the same table. */
interface Retention {
  what: string
  /** Milliseconds. */
  keep: number
  reason: string
}

/**
 * What the sweeper removes. Sessions and guesses end as `src/accounts` says; the sweeper only lets it sweep.
 */
export const retention = {
  upload: {
    what: 'Attached file that no draft and no letter in the outbox holds',
    keep: day,
    reason: 'A form left open overnight can still be sent with the file it had received.',
  },
  draft: {
    what: 'Draft whose whole text and files the mail server has, or that waits for its writer since a session ended',
    keep: 30 * day,
    reason: 'The server has the letter; a parked one outlives the longest school holiday but the summer.',
  },
  onlyCopy: {
    what: 'Draft, or files of one, that only we have',
    keep: 365 * day,
    reason: 'There is no other copy: it waits for its writer a whole school year.',
  },
  sentDraft: {
    what: 'The note « parti » or « supprimé » at a draft’s address',
    keep: 30 * day,
    reason: 'A page left open, or reached by Back, says what became of the letter.',
  },
  outbox: {
    what: 'Letter that was sent and filed (its text goes then), taken back, or seen by its writer',
    keep: 30 * day,
    reason: 'The mailbox has the letter; for a month one can still look up what the server said of it.',
  },
  outboxUnfinished: {
    what: 'Letter still waiting, refused, or that may have gone, unseen by its writer',
    keep: 365 * day,
    reason: 'There may be no other copy: it waits for its writer a whole school year.',
  },
  history: {
    what: 'What was done (moved, deleted, sent…)',
    keep: 30 * day,
    reason: 'Long enough to find what one mislaid, and no record of a life.',
  },
  recentAddresses: {
    what: 'Addresses written to lately, counted from the last letter',
    keep: 365 * day,
    reason: 'Colleagues met again in September.',
  },
  recentSearches: {
    what: 'Searches made lately, counted from the last one (none of a shared computer)',
    keep: 30 * day,
    reason: 'What one looked for last month is not looked for the same way again.',
  },
  strayFile: {
    what: 'Sealed file that no row names (a process killed while it arrived)',
    keep: day,
    reason: 'Longer than the slowest upload.',
  },
} as const satisfies Record<string, Retention>
