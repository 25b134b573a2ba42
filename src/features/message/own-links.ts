import { paths } from '../../http/paths.ts'
import type { LetterElement, LetterNode } from '../../mail/index.ts'

/** Addresses in a letter begin a message here, not in a program that nobody has set up on a school's computer. */
export function withOwnLinks(nodes: LetterNode[]): LetterNode[] {
  return nodes.map((node) => (typeof node === 'string' ? node : withOwnLink(node)))
}

function withOwnLink(element: LetterElement): LetterElement {
  const children = withOwnLinks(element.children)
  const to = element.href === undefined ? undefined : recipientOf(element.href)
  return to === undefined ? { ...element, children } : { ...element, children, href: paths.compose({ to }) }
}

/** RFC 6068: addresses are percent-encoded, and fields may follow them. */
function recipientOf(href: string): string | undefined {
  const [, encoded] = /^mailto:([^?#]{1,2000})/i.exec(href) ?? []
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
