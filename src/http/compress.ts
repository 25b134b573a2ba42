import compression from 'compression'
import type { Request, RequestHandler } from 'express'
import { paths } from './paths.ts'

/** Compresses what is not compressed where it is drawn. */
export const compressAnswers = (): RequestHandler =>
  compression({ filter: (req, res) => !isForeignSearch(req) && compression.filter(req, res) })

/**
 * A search that another site asked for is never compressed: from the length of each answer, whoever watches the line
 * could read letter by letter what stands in somebody's mail (BREACH, CVE-2013-3587). Old browsers do not say who
 * asks; an address that was typed says « none » (W3C Fetch Metadata §2.4).
 */
export const isForeignSearch = (req: Pick<Request, 'path' | 'get'>): boolean =>
  req.path.startsWith(paths.search()) && !['same-origin', 'none', undefined].includes(req.get('Sec-Fetch-Site'))
