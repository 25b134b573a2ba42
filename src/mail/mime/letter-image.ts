import type { Attributes } from './html-attributes.ts'
import { remoteAddress } from './link-target.ts'

/** What the reader allows, and the pictures that travel with the letter. */
export interface LetterImages {
  images: 'blocked' | 'shown'
  /** The address that shows the image part with this Content-ID (no angle brackets): a `data:` URL or one of ours. */
  embedded: (contentId: string) => string | undefined
}

/** How many pictures stayed out, or came in. */
export interface ImageCount {
  remoteImages: number
  /** Characters of the addresses drawn so far. */
  drawn: number
}

/** One embedded picture named a thousand times would make a page of gigabytes. */
const mostDrawn = 12_000_000

const rasterData = /^data:image\/(?:png|jpeg|jpg|gif|webp|bmp);base64,[a-z0-9+/=\s]+$/i

/**
 * The address an `img` may be drawn from, counted; undefined when its alternative text stands for it. Pictures of two
 * pixels or less only tell the sender that the letter was opened: they are never drawn and never counted.
 */
export function imageSource(attributes: Attributes, allowed: LetterImages, count: ImageCount): string | undefined {
  const src = attributes['src']?.trim() ?? ''
  if (/^cid:/i.test(src)) {
    const source = allowed.embedded(contentIdOf(src)) ?? ''
    if (source === '' || count.drawn + source.length > mostDrawn) return undefined
    count.drawn += source.length
    return source
  }
  if (rasterData.test(src)) return src

  const remote = remoteAddress(src)
  if (!remote || isBeacon(attributes)) return undefined
  count.remoteImages += 1
  return allowed.images === 'shown' ? remote : undefined
}

/** RFC 2392: the Content-ID is percent-encoded in a `cid:` URL. */
export function contentIdOf(url: string): string {
  const encoded = url.trim().slice('cid:'.length).replace(/^<|>$/g, '')
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

function isBeacon({ width = '', height = '', style = '' }: Attributes): boolean {
  const tiny = /^\s*[0-2](?:px)?\s*$/
  if (tiny.test(width) || tiny.test(height)) return true
  return /(?:^|[;\s])(?:width|height)\s{0,9}:\s{0,9}[01](?:px)?\s{0,9}(?:;|!|$)/i.test(style.slice(0, 2000))
}
