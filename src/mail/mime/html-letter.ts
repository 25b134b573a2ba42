import { readInWorker } from './reading-threads.ts'
import { contentIdOf, type LetterImages } from './letter-image.ts'
import { keepLetter, keptLetter, type LetterSource, nameOfLetter } from './letters-kept.ts'
import { readHtml, type HtmlLetter } from './read-html.ts'
import { stripTags } from './strip-tags.ts'
import { textLetter } from './text-letter.ts'

/** Characters of HTML that are read; the rest is left out, and `cut` says so. */
const longest = 2_000_000

/** Beyond, another thread does the work: up to here it takes some tens of milliseconds, whatever the letter holds. */
const longestAtOnce = 100_000

/** Characters of text kept of a letter that could not be read as HTML. */
const longestText = 300_000

/**
 * An HTML body as the reader gets it. Never rejects and never takes long: a letter that resists is reduced to its
 * words, `cut`. `title` is what the document of a designed one is called.
 */
export async function htmlLetter(html: string, images: LetterImages, title = ''): Promise<HtmlLetter> {
  const cut = html.length > longest
  const source = sourceOf(cut ? html.slice(0, longest) : html, images, title)
  const name = nameOfLetter(source)
  const kept = keptLetter(name)
  const letter = kept ?? (await read(source))
  if (!letter) return { ...textLetter(stripTags(source.html).slice(0, longestText), {}), cut: true }

  if (!kept) keepLetter(name, letter)
  return cut ? { ...letter, cut } : letter
}

async function read(source: LetterSource): Promise<HtmlLetter | undefined> {
  const { html, title, images, embedded } = source
  if (html.length > longestAtOnce) return readInWorker(source)
  try {
    return readHtml(html, { images, embedded: (contentId) => embedded.get(contentId) }, title)
  } catch {
    return undefined
  }
}

/** What the letter is made from, as data: a function crosses to no other thread, and names nothing. */
function sourceOf(html: string, { images, embedded }: LetterImages, title: string): LetterSource {
  const named = new Set(Array.from(html.matchAll(/cid:[^"'\s<>]{1,300}/gi), ([url]) => contentIdOf(url)))
  const known = new Map<string, string>()
  for (const contentId of [...named].slice(0, 500)) {
    const address = embedded(contentId)
    if (address) known.set(contentId, address)
  }
  return { html, title, images, embedded: known }
}
