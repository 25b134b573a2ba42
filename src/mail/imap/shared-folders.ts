import type { Namespace, Namespaces } from './namespaces.ts'

/** Where a folder stands: in one's own namespace, or in one of those that are shared. */
export interface Place {
  /** The parts of its name below the namespace, and below its owner; none for their roots. */
  segments: string[]
  shared?: { owner: string }
}

/** RFC 2342 §5: « Other Users/ana/Projets » is Projets, of ana; « #shared/Salle 12 » is nobody's in particular. */
export function placeOf({ path, delimiter }: { path: string; delimiter: string }, namespaces: Namespaces): Place {
  const { own, others, shared } = namespaces
  const isUnder = ({ prefix }: Namespace): boolean => path.startsWith(prefix) || path + delimiter === prefix
  const below = ({ prefix }: Namespace): string[] => {
    const rest = path.slice(prefix.length)
    return delimiter ? rest.split(delimiter).filter((part, at) => part !== '' || at > 0) : [rest]
  }

  // A personal namespace that is not the root, « INBOX. », is no folder of anybody's.
  if (path === 'INBOX') return { segments: [path] }
  if (own.prefix && isUnder(own)) return { segments: below(own) }
  const other = others.find(isUnder)
  if (other) {
    const [owner = '', ...segments] = below(other)
    return { segments, shared: { owner } }
  }
  const common = shared.find(isUnder)
  if (common) return { segments: below(common), shared: { owner: '' } }
  return { segments: delimiter ? path.split(delimiter) : [path] }
}
