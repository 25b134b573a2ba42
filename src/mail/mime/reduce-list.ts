import type { HtmlElement, HtmlNode } from './html-tree.ts'
import type { LetterElement, LetterNode, LetterTag } from './types.ts'

const listTags = new Map<string, LetterTag>([
  ['ul', 'ul'],
  ['ol', 'ol'],
  ['dl', 'dl'],
])

/** A list that holds nothing but items: what mail programs leave between them joins the item before. */
export function reduceList(list: HtmlElement, reduce: (nodes: HtmlNode[]) => LetterNode[]): LetterElement {
  const items: LetterElement[] = []
  const itemTag = list.name === 'dl' ? 'dd' : 'li'
  for (const child of list.children) {
    if (typeof child === 'string' && child.trim() === '') continue
    const tag = itemTagOf(child, list.name)
    if (tag && typeof child !== 'string') items.push({ tag, children: reduce(child.children) })
    else addTo(items, itemTag, reduce([child]))
  }
  return { tag: listTags.get(list.name) ?? 'ul', children: items }
}

function itemTagOf(child: HtmlNode, list: string): LetterTag | undefined {
  if (typeof child === 'string') return undefined
  if (list === 'dl') return child.name === 'dt' || child.name === 'dd' ? child.name : undefined
  return child.name === 'li' ? 'li' : undefined
}

/** Gmail and Outlook put an inner list straight in the outer one. */
function addTo(items: LetterElement[], tag: LetterTag, nodes: LetterNode[]): void {
  const last = items.at(-1)
  if (last) last.children.push(...nodes)
  else items.push({ tag, children: nodes })
}
