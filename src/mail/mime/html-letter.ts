import { readInWorker } from './reading-threads.ts'
import { contentIdOf, type LetterImages } from './letter-image.ts'
import { readHtml, type HtmlLetter } from './read-html.ts'
import type { HtmlJob } from './reading-worker.ts'
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
  const read = cut ? html.slice(0, longest) : html
  const job = { html: read, title }
  const letter =
    read.length <= longestAtOnce ? readAtOnce(job, images) : await readInWorker({ ...job, ...asData(job, images) })
  if (!letter) return { ...textLetter(stripTags(read).slice(0, longestText), {}), cut: true }
  return cut ? { ...letter, cut } : letter
}

type Job = Pick<HtmlJob, 'html' | 'title'>

function readAtOnce({ html, title }: Job, images: LetterImages): HtmlLetter | undefined {
  try {
    return readHtml(html, images, title)
  } catch {
    return undefined
  }
}

/** A function does not cross to another thread: what it answers for this letter does. */
function asData({ html }: Job, { images, embedded }: LetterImages) {
  const named = new Set(Array.from(html.matchAll(/cid:[^"'\s<>]{1,300}/gi), ([url]) => contentIdOf(url)))
  const known = new Map<string, string>()
  for (const contentId of [...named].slice(0, 500)) {
    const address = embedded(contentId)
    if (address) known.set(contentId, address)
  }
  return { images, embedded: known }
}
