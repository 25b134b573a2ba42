/** Everything that can go wrong with a mail server, in words the pages know. Nothing else leaves `src/mail`. */
export type MailErrorReason =
  | 'signed-out'
  | 'credentials-rejected'
  | 'server-unreachable'
  | 'server-silent'
  | 'too-many-connections'
  | 'folder-not-found'
  | 'folder-exists'
  | 'folder-name-refused'
  | 'keyword-refused'
  | 'message-not-found'
  | 'part-not-found'
  | 'refused'
  | 'over-quota'
  | 'too-large'

export class MailError extends Error {
  override readonly name = 'MailError'
  readonly reason: MailErrorReason

  /** `detail` is for the log: a verb or a server's code, never a subject, an address or a folder's name. */
  constructor(reason: MailErrorReason, options: { detail?: string; cause?: unknown } = {}) {
    super(options.detail ? `${reason}: ${options.detail}` : reason, { cause: options.cause })
    this.reason = reason
  }
}
