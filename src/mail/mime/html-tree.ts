import { Parser } from './html-parser.ts'

/** An element of sanitised HTML. */
export interface HtmlElement {
  name: string
  attributes: Record<string, string>
  children: HtmlNode[]
  /** The first words inside, some `wordsKept` characters of them, a space between blocks. */
  words: string
}

export type HtmlNode = HtmlElement | string

const wordsKept = 900

const inlineNames = new Set(
  `a abbr b bdi big br cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time tt u
  var wbr`.split(/\s+/),
)

/** Parses what `sanitise` gave: balanced, and no deeper than it allows, so that walking it never exhausts the stack. */
export function parseSanitised(html: string): HtmlElement {
  const root = emptyElement('root', {})
  const open = [root]
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const element = emptyElement(name, attributes)
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    ontext: (text) => addText(open.at(-1) ?? root, text),
    onclosetag: () => {
      const closed = open.length > 1 ? open.pop() : undefined
      if (closed)
        addWords(open.at(-1) ?? root, isInline(closed) && closed.name !== 'br' ? closed.words : `${closed.words} `)
    },
  })
  parser.end(html)
  return root
}

/** Elements that flow within a line. */
function isInline(element: HtmlElement): boolean {
  return inlineNames.has(element.name)
}

/** Every element below `root`, parents first; `enter` says whether to look inside one. */
export function elementsOf(root: HtmlElement, enter: (element: HtmlElement) => boolean = () => true): HtmlElement[] {
  const found: HtmlElement[] = []
  const visit = (element: HtmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string') continue
      found.push(child)
      if (enter(child)) visit(child)
    }
  }
  visit(root)
  return found
}

function emptyElement(name: string, attributes: Record<string, string>): HtmlElement {
  return { name, attributes, children: [], words: '' }
}

/** The parser cuts text at each entity. */
function addText(element: HtmlElement, text: string): void {
  const last = element.children.at(-1)
  if (typeof last === 'string') element.children[element.children.length - 1] = last + text
  else element.children.push(text)
  addWords(element, text)
}

function addWords(element: HtmlElement, words: string): void {
  if (element.words.length < wordsKept) element.words += words.slice(0, wordsKept)
}
