import { plainLine } from './plain-name.ts'
import type { LetterNode } from './types.ts'

/**
 * The links of a letter whose words name another place than they lead to, in order, each said once: for a designed
 * letter, whose own document says nothing of it. Words without what turns them round; empty for a picture.
 */
export function deceptiveLinks(nodes: LetterNode[]): { words: string; leadsTo: string }[] {
  const found = new Map<string, { words: string; leadsTo: string }>()
  const visit = (node: LetterNode) => {
    if (typeof node === 'string') return
    if (node.leadsTo !== undefined) {
      const words = plainLine(wordsOf(node.children).slice(0, 200))
      found.set(`${words} ${node.leadsTo}`, { words, leadsTo: node.leadsTo })
    }
    node.children.forEach(visit)
  }
  nodes.forEach(visit)
  return [...found.values()]
}

function wordsOf(nodes: LetterNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('')
}
