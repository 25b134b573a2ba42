import type { MailError } from '../../mail/index.ts'

/** What no part of a page can do without: the reader has to sign in again. */
export const endsSession = ({ reason }: MailError): boolean =>
  reason === 'signed-out' || reason === 'credentials-rejected'
