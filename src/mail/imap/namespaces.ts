import type { ImapFlow } from 'imapflow'

export interface Namespace {
  /** Ends with the separator, or is empty. */
  prefix: string
  /** Empty where the namespace knows no nesting. */
  delimiter: string
}

export interface Namespaces {
  own: Namespace
  /** Below each prefix, the next part of a name is its owner's login (RFC 2342 §5). */
  others: Namespace[]
  /** Folders of nobody in particular. */
  shared: Namespace[]
}

/**
 * Our paths are whole names, as the server lists them. The library would put one's own prefix, « INBOX. », before any
 * that lacks it, so that nobody else's folder could be reached.
 */
export function keepWholePaths(imap: ImapFlow): void {
  const { delimiter } = namespacesOf(imap).own
  imap.namespace = { prefix: '', delimiter: delimiter || null }
}

/** What the server said of its namespaces when the line was opened (RFC 2342). */
export function namespacesOf({ namespaces }: Pick<ImapFlow, 'namespaces'>): Namespaces {
  const own = readable(namespaces?.personal)[0] ?? { prefix: '', delimiter: '/' }
  // Of two without a prefix, nobody could tell which a folder is in.
  const apart = ({ prefix }: Namespace): boolean => prefix !== own.prefix
  return { own, others: readable(namespaces?.other).filter(apart), shared: readable(namespaces?.shared).filter(apart) }
}

type Told = { prefix: string; delimiter: string | null | undefined }[] | false | undefined

const readable = (told: Told): Namespace[] =>
  (told || []).map(({ prefix, delimiter }) => ({ prefix, delimiter: delimiter ?? '' }))
