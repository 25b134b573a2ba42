import { beginsWithHeaders, isDivider, isForward } from './earlier-message.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'

/** Classes that Gmail, Yahoo, Proton, Zimbra and others put on the message they quote. */
const quoteClasses =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|iCloudQuote)(?:\s|$)/

/** Marks Outlook and Zimbra put where the earlier message begins; all that follows is quoted. */
const dividerIds =
  /^l-(?:divRplyFwdMsg|appendonsend|stopSpelling|zwchr|mail-editor-reference-message-container|ms-outlook-mobile-reference-message)$/

const dividerClasses = /(?:^|\s)(?:OutlookMessageHeader|ms-outlook-mobile-reference-message)(?:\s|$)/

/** An element that is an earlier message. A forwarded one is what the letter is about. */
export function isQuote({ name, attributes, words }: HtmlElement): boolean {
  const marked =
    quoteClasses.test(attributes['class'] ?? '') || (name === 'blockquote' && attributes['type'] !== undefined)
  return marked && !isForward(words)
}

/** A node from which on, to the end of its parent, everything is an earlier message. */
export function beginsQuote(node: HtmlNode): boolean {
  if (typeof node === 'string') return isDivider(node.trim())
  const { attributes, name } = node
  if (dividerIds.test(attributes['id'] ?? '') || dividerClasses.test(attributes['class'] ?? '')) return true

  // Outlook puts the headers in blocks of their own, with nothing else in them.
  const words = node.words.trim()
  if (words.length > 700) return false
  return isDivider(words) || ((name === 'div' || name === 'p') && beginsWithHeaders(words))
}
