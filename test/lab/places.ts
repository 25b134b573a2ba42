export interface Address {
  host: string
  port: number
}

/** Where a running lab is: plain data, so that it can be handed to other processes as JSON. */
export interface LabPlaces {
  folder: string
  /** Dovecot's sockets and logs. */
  runFolder: string
  separator: '/' | '.'
  /** Plain text, with STARTTLS on offer. */
  imap: Address
  imaps: Address
  smtp: Address
  /** `SUBMIT_URL`: an account that may send for everybody. */
  submitUrl: string
  /** Implicit TLS; present when the lab was started with `tls`. */
  smtps?: Address
  lmtp: Address
  sieve: Address
  /** Path of the self-signed certificate (PEM), which is its own authority. */
  certificate: string
  /** Path of a JSON array of `Person`, rewritten whenever a user is added. */
  peopleFile: string
}

/** The lab's mail domain: every other one is « outside », and its mail is kept as files. */
export const mailDomain = 'ac-lyon.example'

/** What the SMTP listener is called, also in the Authentication-Results it writes. */
export const submissionName = 'smtp.ac-lyon.example'
