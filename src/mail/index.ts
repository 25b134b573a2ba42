/** Mail servers in our words. This is the only door: what is not exported here is nobody else's business. */
export { isLoopback } from './check-server-address.ts'
export { MailError, type MailErrorReason } from './errors.ts'
export type * from './mail-account.ts'
export type * from './submission.ts'
export type * from './types.ts'
export { statesOf } from './states.ts'

export { createMailServer } from './imap/mail-server.ts'
export { createSubmissionServer } from './smtp/create-submission-server.ts'

// Reading.
export { vouchedSender, type Vouched } from './mime/authentication-results.ts'
export { decodeText } from './mime/charset.ts'
export { deceptiveLinks } from './mime/deceptive-links.ts'
export { largestEmbedded, parseEmbedded } from './mime/embedded-message.ts'
export { joinFlowed } from './mime/flowed.ts'
export { htmlLetter } from './mime/html-letter.ts'
export { textOfLetter } from './mime/letter-text.ts'
export { readMailto } from './mime/list-unsubscribe.ts'
export { isDisguised, looksLike, nameKey } from './mime/look-alike.ts'
export type { EmbeddedFile, EmbeddedMessage } from './mime/parse-message.ts'
export type { HtmlLetter } from './mime/read-html.ts'
export { textLetter } from './mime/text-letter.ts'
export type { LetterElement, LetterNode, Outgoing } from './mime/types.ts'
export { imageIsSafe, isViewableText } from './mime/viewable.ts'

// Writing.
export { domainOf, formatAddress } from './mime/address-parts.ts'
export { longestList, parseAddresses } from './mime/addresses.ts'
export { buildMessage } from './mime/build-message.ts'
export { forwardSubject, recipientsOfReply, replyReferences, replySubject } from './mime/reply.ts'
export { buildReadReceipt } from './mime/read-receipt.ts'
export { fileNameOf, safeFileName } from './mime/safe-file-name.ts'
