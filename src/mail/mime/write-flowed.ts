import { splitLines } from './flowed.ts'

/** RFC 3676 §4.2 wants 78 at most; quoted-printable would cut after 76. */
const longest = 76

/**
 * Writes a text as format=flowed (RFC 3676): paragraphs flow in any window, lines the writer ended stay ended, quotes
 * keep their depth, the signature its line. Ends lines with CRLF; what no letter should hold (NUL and the like) is left out.
 */
export function writeFlowed(text: string): string {
  const lines = splitLines(tidy(text)).flatMap(({ depth, text: line }) => flow('>'.repeat(depth), line))
  return lines.join('\r\n')
}

const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n\u0085]/gu, '')

function flow(marks: string, line: string): string[] {
  // §4.3: the one line whose last space is not for flowing. Two places are for a stuffed space and the last one.
  const said = line === '-- ' ? line : line.replace(/ +$/, '')
  return fold(said, longest - marks.length - 2).map((piece) => marks + stuffing(marks, piece) + piece)
}

/** §4.4: what could be taken for a quote, for an envelope in a mail folder or for stuffing itself. */
function stuffing(marks: string, piece: string): string {
  return (marks !== '' && piece !== '') || /^(?: |>|From )/.test(piece) ? ' ' : ''
}

/** Cuts after spaces; a word longer than a line stays whole. */
function fold(line: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const word of line.split(/(?<= )(?=[^ ])/)) {
    // A piece of « -- » alone would read as the signature's line.
    if (piece !== '' && piece !== '-- ' && piece.length + word.trimEnd().length > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += word
  }
  return [...pieces, piece]
}
