import type { Request } from 'express'

/** Bytes from the beginning, both ends included, or so many last ones. */
export type AskedRange = { from: number; to: number } | { last: number }

/**
 * The one range a reader asks for (RFC 9110 §14.2). Undefined, for the whole, when it asks for none, for several or for
 * nonsense, all of which may be answered so; and when it has a part of something else (If-Range, §13.1.5), dates included.
 * Numbers of any length are numbers: `Infinity` at worst.
 */
export function askedRange(req: Pick<Request, 'method' | 'get'>, etag: string): AskedRange | undefined {
  const [, first, last] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(req.get('Range') ?? '') ?? []
  // §14.2: a range is for GET alone.
  if (req.method !== 'GET' || (req.get('If-Range') ?? etag) !== etag) return undefined
  if (!first) return last ? { last: Number(last) } : undefined
  const range = { from: Number(first), to: last ? Number(last) : Infinity }
  return range.from <= range.to ? range : undefined
}
