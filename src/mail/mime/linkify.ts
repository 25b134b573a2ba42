import { leadsElsewhere, safeHref } from './link-target.ts'
import type { LetterNode } from './types.ts'

/** Longer than any address a person meant. */
const longest = 2048

/** What every address in plain text holds; the rest is found around it, within bounds, so that time stays linear. */
const signs = /https?:\/\/|mailto:|www\.|@/gi

const restOfAddress = /[^\s<>"«»“”\p{Cc}]+/uy
const restOfHost = /[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/uy
const mailboxBefore = /[\w.+%'-]{1,64}$/

/** Links of one letter. A hundred thousand of them would hold everybody up, and nobody follows them. */
const mostLinks = 2000

export type Linkify = (text: string) => LetterNode[]

/** For the pieces of one letter: text with its addresses made links (http, https, mailto, bare « www. », mailboxes). */
export function createLinker(): Linkify {
  let left = mostLinks
  return (text) => {
    const nodes = left > 0 ? linkify(text, left) : [text]
    left -= nodes.filter((node) => typeof node !== 'string').length
    return nodes
  }
}

/** As many links as that, then plain words. */
export function linkify(text: string, most = mostLinks): LetterNode[] {
  let links = 0
  const nodes: LetterNode[] = []
  let done = 0
  signs.lastIndex = 0
  for (let sign = signs.exec(text); sign && links < most; sign = signs.exec(text)) {
    const found = sign[0] === '@' ? mailboxAround(text, sign.index, done) : addressFrom(text, sign)
    const href = found && safeHref(found.href)
    if (!found || !href) continue
    if (found.start > done) nodes.push(text.slice(done, found.start))
    nodes.push(linkTo(href, found.words))
    links += 1
    done = found.start + found.words.length
    signs.lastIndex = done
  }
  if (done < text.length) nodes.push(text.slice(done))
  return nodes
}

function linkTo(href: string, words: string): LetterNode {
  const leadsTo = leadsElsewhere(words, href)
  return { tag: 'a', href, ...(leadsTo && { leadsTo }), children: [words] }
}

interface Found {
  start: number
  words: string
  href: string
}

function addressFrom(text: string, sign: RegExpExecArray): Found | undefined {
  // « httphttp:// » and « awww.x.fr » are no addresses.
  if (/[\p{L}\d]/u.test(text.charAt(sign.index - 1))) return undefined
  restOfAddress.lastIndex = sign.index
  const raw = restOfAddress.exec(text)?.[0] ?? ''
  if (raw.length > longest) {
    signs.lastIndex = sign.index + raw.length
    return undefined
  }
  const words = withoutPunctuation(raw)
  if (words.length <= sign[0].length) return undefined
  const bare = sign[0].toLowerCase() === 'www.'
  return { start: sign.index, words, href: bare ? `https://${words}` : words }
}

function mailboxAround(text: string, at: number, from: number): Found | undefined {
  const before = mailboxBefore.exec(text.slice(Math.max(from, at - 64), at))?.[0].replace(/^['.]+/, '')
  restOfHost.lastIndex = at + 1
  const host = restOfHost.exec(text)?.[0]
  if (!before || !host || host.length > 255) return undefined
  const words = `${before}@${host.replace(/[-.]+$/, '')}`
  return { start: at - before.length, words, href: `mailto:${words}` }
}

/** The sentence's own marks are left out: « (voir http://a.fr/b_(c)). » links to `http://a.fr/b_(c)`. */
function withoutPunctuation(address: string): string {
  let end = address.length
  let open = count(address, '(') - count(address, ')')
  const brackets = address.includes('[')
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    if (last === ')' && open < 0) open += 1
    else if (last === ']' ? brackets : !/[.,;:!?'’*_~|}…]/.test(last)) break
  }
  return address.slice(0, end)
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
