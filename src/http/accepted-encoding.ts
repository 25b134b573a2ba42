import type { Request } from 'express'

/** Brotli before gzip. Asked for both at once, Express would follow the browser's order, and browsers name gzip first. */
export function acceptedEncoding(req: Pick<Request, 'acceptsEncodings'>): 'br' | 'gzip' | undefined {
  if (req.acceptsEncodings('br')) return 'br'
  return req.acceptsEncodings('gzip') ? 'gzip' : undefined
}
