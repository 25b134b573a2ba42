import type { RequestHandler } from 'express'

/**
 * No browser keeps where an address led: a letter taken back is at its draft again, and Chromium, going Back, sent its
 * reader from one to the other by redirects it had stored (RFC 9111 §4.2.2 lets it) until it gave up.
 */
export const forgetRedirects: RequestHandler = (_req, res, next) => {
  const location = res.location.bind(res)
  res.location = (url) => location(url).set('Cache-Control', 'no-store')
  next()
}
