import { createRequire } from 'node:module'

/**
 * The parser sanitize-html uses, taken the same way. It is an ES module that sanitize-html requires: Jest takes an
 * import of it beside that for a cycle, and refuses both.
 */
export const { Parser } = createRequire(import.meta.url)('htmlparser2') as typeof import('htmlparser2')
