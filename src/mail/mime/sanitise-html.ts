import { Parser } from './html-parser.ts'
import sanitizeHtml from 'sanitize-html'
import { attributeCleaner, attributeNames, type Attributes } from './html-attributes.ts'
import { imageSource, type ImageCount, type LetterImages } from './letter-image.ts'
import { safeSheet } from './sanitise-css.ts'

/** A letter's HTML after the allow-lists: every element, attribute, style and address in it is one we chose. */
export interface SanitisedHtml {
  /** Remote pictures left out, or let in when asked. */
  remoteImages: number
  body: string
  sheet: string
  lang?: string
}

const allowedTags =
  `a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section
  small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/)

/** Dropped with all they hold; other unknown elements leave their words. */
const droppedWhole = [
  'script',
  'style',
  'title',
  'textarea',
  'select',
  'option',
  'xmp',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'template',
  'svg',
  'math',
  'audio',
  'video',
  'canvas',
  'applet',
  'plaintext',
  'datalist',
]

/** Newsletters nest some sixty elements; browsers stop at 512. */
const deepest = 150

/** Sanitising what this gives (`body`, and `sheet` in a style element before it) gives the same again. */
export function sanitise(html: string, images: LetterImages): SanitisedHtml {
  const count: ImageCount = { remoteImages: 0, drawn: 0 }
  const clean = attributeCleaner()
  let lang: string | undefined

  const body = sanitizeHtml(html, {
    allowedTags,
    allowedAttributes: { '*': attributeNames },
    nonTextTags: droppedWhole,
    nestingLimit: deepest,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    // Ours goes through css-tree, which decodes escapes; the built-in filter matches text.
    parseStyleAttributes: false,
    transformTags: {
      img: (_, attributes) => drawnImage(attributes, clean('img', attributes), imageSource(attributes, images, count)),
      '*': (tagName, attributes) => {
        if (tagName === 'img') return { tagName, attribs: attributes }
        const attribs = clean(tagName, attributes)
        if (tagName === 'html') lang = attribs['lang']
        // A body's background and colour still belong to all that it holds.
        return { tagName: tagName === 'body' ? 'div' : tagName, attribs }
      },
    },
  })
  return { body, sheet: safeSheet(sheetsOf(html)), remoteImages: count.remoteImages, ...(lang && { lang }) }
}

function drawnImage(original: Attributes, attributes: Attributes, src: string | undefined): sanitizeHtml.Tag {
  const alt = original['alt']?.trim().slice(0, 1000) ?? ''
  return src
    ? { tagName: 'img', attribs: { ...attributes, src, alt } }
    : { tagName: 'span', attribs: { class: 'image-left-out' }, text: alt }
}

/** The style elements a browser would use: those in comments for Outlook are not. */
function sheetsOf(html: string): string {
  // Style sheets stand in the head: what follows the last one need not be parsed again.
  const end = html.toLowerCase().lastIndexOf('</style')
  if (end < 0) return ''
  let sheets = ''
  let inSheet = false
  const parser = new Parser({
    onopentag: (name, { media = 'all' }) => {
      inSheet = name === 'style' && /all|screen/i.test(media)
    },
    ontext: (text) => {
      if (inSheet) sheets += text
    },
    onclosetag: () => {
      inSheet = false
    },
  })
  parser.end(html.slice(0, end + '</style>'.length))
  return sheets
}
