import { escaped } from './escaped.ts'
import type { SanitisedHtml } from './sanitise-html.ts'
import type { LetterNode } from './types.ts'

/** Browsers' own defaults for mail, and words that stay within the frame. */
const ground =
  'html{color-scheme:light}body{margin:0;padding:8px;background:#fff;color:#000;font:16px/1.4 sans-serif;overflow-wrap:break-word}table,img{max-width:100%}'

/**
 * The whole document of a designed letter, for its own isolated frame. The sanitiser's output goes in as it came:
 * nothing changes it afterwards. `title` names its window where it stands alone.
 */
export function designedDocument({ body, sheet, lang }: SanitisedHtml, title: string): string {
  const language = lang ? ` lang="${lang}"` : ''
  return `<!doctype html>
<html${language}><head><meta charset="utf-8"><title>${escaped(title) || '\u2014'}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<style>${ground}</style>${sheet === '' ? '' : `<style>${sheet}</style>`}</head><body>${body}</body></html>
`
}

/** A frame cannot grow without script, so its height is guessed: pixels, for a width of 600 to 700. */
export function estimateHeight(nodes: LetterNode[]): number {
  return Math.round(Math.min(Math.max(heightOf(nodes) + 80, 240), 20_000))
}

const lineHeight = 24
const lettersPerLine = 75

function heightOf(nodes: LetterNode[]): number {
  let height = 0
  let letters = 0
  for (const node of nodes) {
    if (typeof node === 'string') letters += node.trim().length
    else if (node.tag === 'img') height += node.src?.startsWith('data:') ? 120 : 180
    else if (node.tag === 'br') height += lineHeight
    else height += heightOf(node.children) + (blocks.has(node.tag) ? 16 : 0)
  }
  return height + Math.ceil(letters / lettersPerLine) * lineHeight
}

const blocks = new Set<string>(['p', 'div', 'h3', 'h4', 'h5', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'tr'])
