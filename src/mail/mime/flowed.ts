/** A line of a plain text letter, its quote marks counted and taken off. */
export interface Line {
  /** How many `>` stood before it. */
  depth: number
  text: string
}

/** Deeper quotes than anybody follows are drawn at this depth. */
const deepest = 12

/** Splits a letter into lines; only `>` marks that stand at the start count, spaces between them allowed (« > > »). */
export function splitLines(text: string): Line[] {
  return text.split('\n').map((line) => {
    const marks = /^(?:> ?){1,1000}/.exec(line)?.[0]
    if (!marks) return { depth: 0, text: line }
    return { depth: Math.min(marks.split('>').length - 1, deepest), text: line.slice(marks.length) }
  })
}

/**
 * Joins the lines of a format=flowed letter into its paragraphs (RFC 3676 §4): a line that ends in a space goes on in
 * the next one of the same quote depth, `delSp` drops that space, and one leading space was stuffed by the sender.
 */
export function joinFlowed(text: string, delSp: boolean): Line[] {
  const joined: Line[] = []
  let parts: string[] = []
  let depth = 0
  const finish = () => {
    if (parts.length > 0) joined.push({ depth: Math.min(depth, deepest), text: parts.join('') })
    parts = []
  }

  for (const raw of text.split('\n')) {
    const line = flowedLine(raw)
    const signature = line.text === '-- '
    // §4.5: a quote depth that changes ends the paragraph; §4.3: a signature line never flows.
    if (parts.length > 0 && (line.depth !== depth || signature)) finish()
    depth = line.depth
    const flows = line.text.endsWith(' ') && !signature
    parts.push(flows && delSp ? line.text.slice(0, -1) : line.text)
    if (!flows) finish()
  }
  finish()
  return joined
}

/** §4.5: in flowed text quote marks stand together, so « > > » is a quote that holds a stuffed `>`. */
function flowedLine(raw: string): Line {
  const depth = /^>*/.exec(raw)?.[0].length ?? 0
  const stuffed = raw.charAt(depth) === ' ' ? depth + 1 : depth
  return { depth, text: raw.slice(stuffed) }
}
