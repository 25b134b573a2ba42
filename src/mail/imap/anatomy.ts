import type { MessageStructureObject } from 'imapflow'
import type { Anatomy, Breakage, Part } from '../types.ts'
import { partOf } from './part.ts'

/** A tree deeper or larger than any letter somebody wrote: what is beyond is not looked at. */
const deepest = 40
const mostParts = 500

/** A message's structure, sorted for reading, and what cannot be right about it. */
export interface Structure {
  anatomy: Anatomy
  /** Every leaf and embedded message, also those nobody is shown, by section. */
  parts: Part[]
  /** Attachments as a person counts them. */
  attachmentCount: number
  broken: Breakage[]
}

/** Where in the message a part stands: only one place in it is the body, and its alternatives share it. */
interface Place {
  depth: number
  /** The body has not been met yet, or this is one of its alternatives. */
  body: boolean
  alternative: boolean
  related: boolean
}

/**
 * Sorts a BODYSTRUCTURE (RFC 9051 §7.5.2). Hostile trees are cut, never followed:
 * the server's words are the sender's words. Embedded messages stay closed: they are attachments.
 */
export function structureOf(root: MessageStructureObject | undefined): Structure {
  const sorter = new Sorter()
  if (root) sorter.sort(root, { depth: 0, body: true, alternative: false, related: false })
  return sorter.structure()
}

class Sorter {
  readonly #anatomy: Anatomy = { attachments: [], embedded: [] }
  readonly #parts: Part[] = []
  readonly #broken = new Set<Breakage>()
  #counted = 0

  structure(): Structure {
    if (this.#parts.length === 0) this.#broken.add('empty')
    // A picture meant for an HTML body is a file like another when there is no such body.
    if (!this.#anatomy.html) for (const part of this.#anatomy.embedded.splice(0)) this.#attach(part)
    return {
      anatomy: this.#anatomy,
      parts: this.#parts,
      attachmentCount: this.#counted,
      broken: [...this.#broken],
    }
  }

  /** Says whether a body was found in `node`. */
  sort(node: MessageStructureObject, place: Place): boolean {
    if (place.depth > deepest) return this.#cut('too-deep')
    if (this.#parts.length >= mostParts) return this.#cut('too-large')
    return node.type.startsWith('multipart/') ? this.#sortChildren(node, place) : this.#sortLeaf(node, place)
  }

  #cut(breakage: Breakage): false {
    this.#broken.add(breakage)
    return false
  }

  #sortChildren(node: MessageStructureObject, place: Place): boolean {
    const children = node.childNodes ?? []
    if (children.length === 0) return this.#cut('no-boundary')

    const below = { ...place, depth: place.depth + 1 }
    switch (node.type) {
      case 'multipart/alternative':
        return this.#sortAlternatives(children, below)
      case 'multipart/related':
        return this.#sortRelated(node, below)
      case 'multipart/signed':
        // The signature proves nothing to somebody who only reads it (RFC 1847 §2.1: it comes second).
        for (const signature of children.slice(1)) this.#remember(signature)
        return this.sort(children[0] as MessageStructureObject, below)
      default:
        return this.#sortInOrder(children, below)
    }
  }

  #sortInOrder(children: MessageStructureObject[], place: Place): boolean {
    let found = false
    for (const child of children) {
      found = this.sort(child, { ...place, body: place.body && !found, alternative: false, related: false }) || found
    }
    return found
  }

  #sortAlternatives(children: MessageStructureObject[], place: Place): boolean {
    const found = children.map((child) => this.sort(child, { ...place, alternative: true }))
    return found.includes(true)
  }

  /** RFC 2387: the `start` parameter names the root, otherwise the first part is it. */
  #sortRelated(node: MessageStructureObject, place: Place): boolean {
    const children = node.childNodes ?? []
    const start = node.parameters?.start
    const named = start === undefined ? -1 : children.findIndex(({ id }) => id === start)
    const root = Math.max(named, 0)
    let found = false
    for (const [index, child] of children.entries()) {
      if (index === root) found = this.sort(child, { ...place, related: false })
      else this.sort(child, { ...place, body: false, alternative: false, related: true })
    }
    return found
  }

  #sortLeaf(node: MessageStructureObject, place: Place): boolean {
    const part = this.#remember(node)
    if (isEmbedded(part, place)) this.#anatomy.embedded.push(part)
    else if (this.#takesAsBody(part, place)) return true
    else if (!isPoorAlternative(part, place)) this.#attach(part)
    return false
  }

  #remember(node: MessageStructureObject): Part {
    const part = partOf(node)
    this.#parts.push(part)
    return part
  }

  #takesAsBody(part: Part, { body, alternative }: Place): boolean {
    const slot = slotOf(part)
    // A second text in the order of a letter comes after a picture or from a list's server: never instead of the first.
    if (!body || !slot || part.disposition === 'attachment') return false
    if (this.#anatomy[slot] && !alternative) return false
    // RFC 2046 §5.1.4: of two alternatives, the later one is the more faithful.
    this.#anatomy[slot] = part
    return slot !== 'calendar' || alternative
  }

  #attach(part: Part): void {
    this.#anatomy.attachments.push(part)
    const isFile = part.fileName !== '' || part.disposition === 'attachment' || !part.type.startsWith('text/')
    if (isFile) this.#counted++
  }
}

function slotOf({ type }: Part): 'text' | 'html' | 'calendar' | undefined {
  if (type === 'text/plain') return 'text'
  if (type === 'text/html') return 'html'
  return type === 'text/calendar' ? 'calendar' : undefined
}

const isEmbedded = ({ type, contentId, disposition }: Part, { related }: Place): boolean =>
  type.startsWith('image/') && contentId !== '' && (related || disposition === 'inline')

/** Another way to say the body, as « text/x-amp-html » or « text/enriched »: not a file. */
const isPoorAlternative = ({ type, fileName, disposition }: Part, { alternative }: Place): boolean =>
  alternative && type.startsWith('text/') && fileName === '' && disposition === 'inline'
