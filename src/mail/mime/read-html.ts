import { designedDocument, estimateHeight } from './designed-document.ts'
import { foldQuotes } from './fold-quotes.ts'
import { hideByClass } from './hide-by-class.ts'
import { parseSanitised } from './html-tree.ts'
import type { LetterImages } from './letter-image.ts'
import { looksDesigned } from './looks-designed.ts'
import { reduceHtml } from './reduce-html.ts'
import { sanitise } from './sanitise-html.ts'
import { tidy } from './tidy.ts'
import type { Letter } from './types.ts'

/** An HTML body made fit to be read. */
export interface HtmlLetter extends Letter {
  /** A whole HTML document for an isolated frame, when the letter is `designed`. */
  document?: string
  /** Height of that frame in pixels, guessed for a width of 600 to 700. */
  height?: number
  /** Content-IDs of the embedded pictures it draws. */
  pictures?: string[]
}

/** Sanitises first; all the rest works on the tree of what came through. Time grows with the length of `html`. */
export function readHtml(html: string, images: LetterImages, title = ''): HtmlLetter {
  const pictures = new Set<string>()
  const embedded = (contentId: string) => {
    const address = images.embedded(contentId)
    if (address) pictures.add(contentId)
    return address
  }
  const safe = sanitise(html, { ...images, embedded })
  const root = parseSanitised(safe.body)
  hideByClass(root, safe.sheet)
  const letter = {
    nodes: foldQuotes(tidy(reduceHtml(root.children))),
    remoteImages: safe.remoteImages,
    cut: false,
    pictures: [...pictures],
  }
  if (!looksDesigned(root, safe.sheet)) return { kind: 'simple', ...letter }
  return { kind: 'designed', ...letter, document: designedDocument(safe, title), height: estimateHeight(letter.nodes) }
}
