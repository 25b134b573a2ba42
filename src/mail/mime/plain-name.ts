import { directionMarks } from '../one-line.ts'

/** Invisible things that come along when something is copied from a page. */
export const invisible = /[\u00ad\u200b\u2060\ufeff]/g

/** Longest name of a person or a group that is worth keeping, in characters. */
const longest = 200

/** One line without anything that is not seen: no control character, no direction mark, no spaces in a row. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, '')
    .replace(directionMarks, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** The name of a sender or recipient as it may stand in a header or a page. */
export function plainName(name: string): string {
  const line = plainLine(name.slice(0, longest * 8))
  return line.length <= longest ? line : Array.from(line).slice(0, longest).join('').trim()
}
