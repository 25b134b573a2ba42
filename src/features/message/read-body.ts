import type { Preferences } from '../../accounts/index.ts'
import {
  type HtmlLetter,
  htmlLetter,
  type MailAccount,
  MailError,
  type Message,
  type Part,
  textLetter,
} from '../../mail/index.ts'
import { endsSession } from './ends-session.ts'
import type { MessageQuery } from './query.ts'

/** Bytes of text a page shows at first, and when its reader asks for more. Beyond, it is a file: all wait meanwhile. */
export const textLimits = { page: 64 * 1024, whole: 400 * 1024 }

/** Bytes of a letter, formatted or not, that whoever spares their line gets at first. */
const economyLimit = 60 * 1024

const htmlLimit = 2_000_000

/** The letter of a message, or why there is none. */
export interface Body {
  letter: HtmlLetter | undefined
  shown: 'text' | 'html' | undefined
  /** The part that is shown. */
  part: Part | undefined
  unknownCharset: boolean
  /** More of it can be had, and is not shown yet. */
  begun: boolean
  /** The mail server would not give it. */
  failed: boolean
  /** Sections of the embedded images that the letter draws. */
  drawn: ReadonlySet<string>
  hasHtml: boolean
}

type Wanted = Pick<MessageQuery, 'show' | 'images' | 'whole'> & Pick<Preferences, 'economy'>

/** Bytes of a part that are read at first. */
function firstLimit({ type }: Part, { whole, economy }: Pick<Wanted, 'whole' | 'economy'>): number {
  if (economy && !whole) return economyLimit
  if (type === 'text/html') return htmlLimit
  return whole ? textLimits.whole : textLimits.page
}

/** Where pictures are to be had, by section, as far as they may be drawn. */
export type AddressesOf = (pictures: Part[]) => Promise<ReadonlyMap<string, string>>

/** Reads the body its reader wants: the formatted one unless the plain one is asked for, or the only one. */
export async function readBody(
  mail: MailAccount,
  message: Message,
  options: { query: Wanted; addressesOf: AddressesOf },
): Promise<Body> {
  const { text, html } = message.anatomy
  const part = options.query.show === 'text' ? (text ?? html) : (html ?? text)
  const nothing = {
    letter: undefined,
    shown: undefined,
    part,
    begun: false,
    unknownCharset: false,
    drawn: new Set<string>(),
    hasHtml: Boolean(html),
  }
  if (!part) return { ...nothing, failed: false }

  try {
    return part === text
      ? await readPlain(mail, message, { part, ...options })
      : await readFormatted(mail, message, { part, ...options })
  } catch (error) {
    if (!(error instanceof MailError) || endsSession(error)) throw error
    return { ...nothing, failed: true }
  }
}

interface Options {
  part: Part
  query: Wanted
  addressesOf: AddressesOf
}

async function readPlain(mail: MailAccount, { ref, anatomy }: Message, { part, query }: Options): Promise<Body> {
  const { text, cut, unknownCharset } = await mail.readText(ref, part, firstLimit(part, query))
  const letter = textLetter(text, part)
  return {
    letter: { ...letter, cut },
    begun: cut && !query.whole,
    shown: 'text',
    part,
    unknownCharset,
    failed: false,
    drawn: new Set(),
    hasHtml: Boolean(anatomy.html),
  }
}

async function readFormatted(
  mail: MailAccount,
  message: Message,
  { part, query, addressesOf }: Options,
): Promise<Body> {
  const { text, cut, unknownCharset } = await mail.readText(message.ref, part, firstLimit(part, query))
  const pictures = message.anatomy.embedded.filter(({ contentId }) => mentions(text, contentId))
  const addresses = await addressesOf(pictures)
  const sectionOf = (contentId: string) => pictures.find((one) => one.contentId === contentId)?.section
  const embedded = (contentId: string) => addresses.get(sectionOf(contentId) ?? '')
  const images = query.images ? 'shown' : 'blocked'
  const letter = await htmlLetter(text, { images, embedded }, message.subject)
  const drawn = new Set(letter.pictures?.map((contentId) => sectionOf(contentId) ?? ''))
  // « Text only » of a message that has no text of its own: the words of the formatted one.
  const asked = query.show === 'text' ? { ...letter, kind: 'simple' as const } : letter
  return {
    letter: { ...asked, cut: cut || letter.cut },
    begun: cut && query.economy && !query.whole,
    shown: query.show === 'text' ? 'text' : 'html',
    part,
    unknownCharset,
    failed: false,
    drawn,
    hasHtml: true,
  }
}

/** RFC 2392: a Content-ID is percent-encoded in its URL, though few programs do it. */
const mentions = (html: string, contentId: string) =>
  html.includes(contentId) || html.includes(encodeURIComponent(contentId))
