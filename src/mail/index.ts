/** Mail servers in our words. This is the only door: what is not exported here is nobody else's business. */
export { MailError, type MailErrorReason } from './errors.ts'
export type * from './types.ts'
export { decodeText } from './mime/charset.ts'
export type { Letter, LetterElement, LetterNode, LetterTag } from './mime/types.ts'
export { createSubmissionServer } from './smtp/create-submission-server.ts'
