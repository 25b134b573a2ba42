/** A header's value on one line, without the control characters an encoded word can smuggle in (RFC 2047 allows any byte). */
export const oneLine = (value: string): string =>
  value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .toWellFormed()
    .trim()
