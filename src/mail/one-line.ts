/** Marks that turn the reading direction, with which a name or an address can show as another one. */
export const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A header's value on one line, without the control characters an encoded word can smuggle in (RFC 2047 allows any
 * byte), nor direction marks: a name in Arabic or Hebrew reads as well without them.
 */
export const oneLine = (value: string): string =>
  value
    .replace(directionMarks, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .toWellFormed()
    .trim()
