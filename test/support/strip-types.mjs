import { stripTypeScriptTypes } from 'node:module'

/** Jest's transform: blanks the types out, so line and column stay those of the source. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
}
