import { beginsWithHeaders, isAttribution, isDivider, mayBeHeaders } from './earlier-message.ts'
import { joinFlowed, splitLines, type Line } from './flowed.ts'
import { foldQuotes } from './fold-quotes.ts'
import { createLinker, type Linkify } from './linkify.ts'
import type { Letter, LetterElement, LetterNode } from './types.ts'

/**
 * A plain text letter as a tree: paragraphs, their lines kept; quotes nested, the ones nobody rereads marked `quoted`;
 * addresses made links; aligned columns in `pre`. Linear in the length of the text, which is taken whole.
 */
export function textLetter(
  text: string,
  { flowed = false, delSp = false }: { flowed?: boolean; delSp?: boolean },
): Letter {
  const plain = withoutControls(text)
  const lines = flowed ? joinFlowed(plain, delSp) : splitLines(plain)
  return {
    kind: 'simple',
    nodes: foldQuotes(blocksOf(lines, { depth: 0, linkify: createLinker() })),
    remoteImages: 0,
    cut: false,
  }
}

function withoutControls(text: string): string {
  return (
    text
      .replace(/\r\n?|[\f\u0085\u2028\u2029]/g, '\n')
      // Bidirectional overrides would let a line read backwards, links included.
      .replace(/(?![\t\n])\p{Cc}|[\u202d\u202e]/gu, '')
  )
}

interface Place {
  depth: number
  earlier?: boolean
  linkify: Linkify
}

/**
 * Lines of one quote depth become paragraphs, deeper ones a `blockquote`. Inside an `earlier` message dividers are
 * ordinary lines: a chain of replies stays flat, one fold holds them all.
 */
function blocksOf(lines: Line[], place: Place): LetterNode[] {
  const { depth, earlier, linkify } = place
  const blocks: LetterNode[] = []
  for (let at = 0; at < lines.length;) {
    const deeper = (lines[at]?.depth ?? 0) > depth
    const end = endOfRun(lines, at, (line) => line.depth > depth === deeper)
    const run = lines.slice(at, end)
    if (deeper) {
      blocks.push({ tag: 'blockquote', quoted: true, children: blocksOf(run, { ...place, depth: depth + 1 }) })
    } else {
      const start = earlier ? run.length : startOfEarlierMessage(run)
      addParagraphs(blocks, run.slice(0, start), linkify)
      if (start < run.length) {
        blocks.push({
          tag: 'blockquote',
          quoted: true,
          children: blocksOf(lines.slice(at + start), { ...place, earlier: true }),
        })
        return blocks
      }
    }
    at = end
  }
  return blocks
}

function endOfRun(lines: Line[], from: number, belongs: (line: Line) => boolean): number {
  let end = from + 1
  for (let line = lines[end]; line && belongs(line); line = lines[end]) end += 1
  return end
}

/** Programs that mark no line put the earlier message whole below a line of their own. */
function startOfEarlierMessage(lines: Line[]): number {
  const at = lines.findIndex(({ text }, index) => {
    if (isDivider(text)) return true
    return mayBeHeaders(text) && beginsWithHeaders(textOf(lines.slice(index, index + 6)))
  })
  if (at < 0) return lines.length
  // Outlook draws a line of underscores above the headers.
  return /^_{10,}$/.test(lines[at - 1]?.text.trim() ?? '') ? at - 1 : at
}

function textOf(lines: Line[]): string {
  return lines.map((line) => line.text).join('\n')
}

function addParagraphs(blocks: LetterNode[], lines: Line[], linkify: Linkify): void {
  for (let at = 0; at < lines.length;) {
    let end = at
    while (end < lines.length && lines[end]?.text.trim() !== '') end += 1
    if (end > at)
      blocks.push(
        paragraphOf(
          lines.slice(at, end).map((line) => line.text),
          linkify,
        ),
      )
    at = end + 1
  }
}

function paragraphOf(lines: string[], linkify: Linkify): LetterElement {
  if (isAligned(lines)) return { tag: 'pre', children: linkify(lines.map((line) => line.trimEnd()).join('\n')) }
  if (isAttribution(lines.join(' '))) return { tag: 'p', children: linkify(lines.map((line) => line.trim()).join(' ')) }

  const children = lines.flatMap((line, index): LetterNode[] => {
    const words = linkify(withIndent(line.trimEnd()))
    return index === 0 ? words : [{ tag: 'br', children: [] }, ...words]
  })
  return { tag: 'p', children }
}

/** Columns made with spaces, tabs, bars or box drawing: at least two lines, and most of them. */
function isAligned(lines: string[]): boolean {
  if (lines.length < 2) return false
  const aligned = lines.filter(
    (line) => /\S(?: {3,}|\t)\S/.test(line) || /^\s*[+|].*[+|]\s*$/.test(line) || /[\u2500-\u257f]/.test(line),
  )
  return aligned.length >= 2 && aligned.length * 2 >= lines.length
}

/** HTML drops leading spaces; a writer's indents mean something. */
function withIndent(line: string): string {
  const indent = /^[ \t]{2,40}/.exec(line)?.[0]
  return indent ? '\u00a0'.repeat(indent.replace(/\t/g, '    ').length) + line.slice(indent.length) : line
}
