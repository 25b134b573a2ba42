import { beginsQuote, isQuote } from './html-quotes.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { hostOf, leadsElsewhere } from './link-target.ts'
import { linkify } from './linkify.ts'
import { reduceList } from './reduce-list.ts'
import { reduceTable } from './reduce-table.ts'
import type { LetterElement, LetterNode, LetterTag } from './types.ts'

const same: LetterTag[] = [
  'p',
  'div',
  'blockquote',
  'pre',
  'hr',
  'br',
  'strong',
  'em',
  'u',
  's',
  'sub',
  'sup',
  'code',
  'q',
]

/** What each element becomes; the ones that are absent leave their content in its place. */
const tags = new Map<string, LetterTag>([
  ...same.map((tag): [string, LetterTag] => [tag, tag]),
  ...pairs('div', 'center section article header footer main nav aside address figure figcaption li dt dd'),
  // Left over from broken tables: a table that stands is reduced as a whole.
  ...pairs('div', 'caption tr td th'),
  ...pairs('h3', 'h1'),
  ...pairs('h4', 'h2'),
  ...pairs('h5', 'h3 h4 h5 h6'),
  ...pairs('strong', 'b'),
  ...pairs('em', 'i cite dfn var'),
  ...pairs('u', 'ins'),
  ...pairs('s', 'strike del'),
  ...pairs('code', 'kbd samp tt'),
])

const invisible = /(?:^|;)(?:display:none|visibility:hidden|max-height:0(?:px)?)(?:!important)?(?:;|$)/

/**
 * The readable tree of sanitised HTML: meaning kept, looks dropped, earlier messages marked `quoted`. Inside an
 * `earlier` message dividers are ordinary blocks: a chain of replies stays flat, one fold holds them all.
 */
export function reduceHtml(nodes: HtmlNode[], earlier = false): LetterNode[] {
  const begin = earlier ? -1 : nodes.findIndex(beginsQuote)
  const own = begin < 0 ? nodes : nodes.slice(0, begin)
  const reduced = own.flatMap((node) => reduceNode(node, earlier))
  if (begin >= 0) reduced.push({ tag: 'blockquote', quoted: true, children: reduceHtml(nodes.slice(begin), true) })
  return reduced
}

function reduceNode(node: HtmlNode, earlier: boolean): LetterNode[] {
  if (typeof node === 'string') return linkify(node)
  const { name, attributes, children } = node
  const reduce = (nodes: HtmlNode[]) => reduceHtml(nodes, earlier)
  if (invisible.test(attributes['style'] ?? '')) return []
  if (name === 'a') return linkOf(node, reduce(children))
  if (name === 'img') return imageOf(node)
  if (name === 'table') return reduceTable(node, reduce)
  if (name === 'ul' || name === 'ol' || name === 'dl') return [withFacts(reduceList(node, reduce), attributes)]
  if (isQuote(node)) return [{ tag: 'blockquote', quoted: true, children: reduceHtml(children, true) }]

  const tag = tagOf(node)
  return tag ? [withFacts({ tag, children: reduce(children) }, attributes)] : reduce(children)
}

/** Outlook's paragraphs have no margins, an empty one stands for a blank line: they are lines. */
function tagOf({ name, attributes }: HtmlElement): LetterTag | undefined {
  if (name === 'p' && attributes['class']?.startsWith('Mso')) return 'div'
  return tags.get(name) ?? (attributes['dir'] || attributes['lang'] ? 'span' : undefined)
}

function withFacts(element: LetterElement, { lang, dir, start }: Record<string, string>): LetterElement {
  if (lang) element.lang = lang
  if (dir) element.dir = dir.toLowerCase() === 'rtl' ? 'rtl' : 'ltr'
  if (start && element.tag === 'ol') element.start = Number(start)
  return element
}

/** A link whose picture stayed out, without words for it, is named after the place it leads to. */
function linkOf(node: HtmlElement, content: LetterNode[]): LetterNode[] {
  const { href } = node.attributes
  const children = withoutLinks(content)
  if (!href || node.children.length === 0) return children

  const leadsTo = leadsElsewhere(node.words, href)
  const named = node.words.trim() !== '' || children.some(holdsImage)
  const link: LetterElement = { tag: 'a', href, children: named ? children : [hostOf(href)] }
  return [leadsTo ? { ...link, leadsTo } : link]
}

/** Links do not nest. Words that read backwards are told by `leadsTo`, and shown forwards. */
function withoutLinks(nodes: LetterNode[]): LetterNode[] {
  return nodes.flatMap((node): LetterNode[] => {
    if (typeof node === 'string') return [node.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')]
    const children = withoutLinks(node.children)
    return node.tag === 'a' ? children : [{ ...node, children }]
  })
}

function holdsImage(node: LetterNode): boolean {
  return typeof node !== 'string' && (node.tag === 'img' || node.children.some(holdsImage))
}

function imageOf({ attributes }: HtmlElement): LetterNode[] {
  const { src, alt = '' } = attributes
  return src ? [{ tag: 'img', src, alt, children: [] }] : []
}

function pairs(tag: LetterTag, names: string): [string, LetterTag][] {
  return names.split(' ').map((name) => [name, tag])
}
