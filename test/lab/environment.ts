import { randomBytes } from 'node:crypto'
import { mailDomain, submissionName, type LabPlaces } from './places.ts'

/** The variables that put an application in front of a lab's servers and people. */
export const environmentOf = ({ imap, smtp, peopleFile }: LabPlaces): Record<string, string> => ({
  IMAP_HOST: imap.host,
  IMAP_PORT: String(imap.port),
  IMAP_TLS: 'none',
  SMTP_HOST: smtp.host,
  SMTP_PORT: String(smtp.port),
  SMTP_TLS: 'none',
  MAIL_DOMAIN: mailDomain,
  AUTHSERV_ID: submissionName,
  PEOPLE_FILE: peopleFile,
  // Whoever tries a thousand letters tries them with one account.
  SENDS_PER_HOUR: '10000',
  // Letters leave at once, at any hour: those that wait are tests of their own.
  SEND_DELAY_S: '0',
  QUIET_HOURS: '',
})

/** Secrets of an application that lives as long as a test. */
export const passingSecrets = (): Record<string, string> => ({
  SESSION_SECRET: randomBytes(32).toString('hex'),
  CONTENT_KEYS: `1:${randomBytes(32).toString('base64')}`,
})

/**
 * As `npm start` does. With 4 MB for young objects the heap stays small, and pages as fast; compiled once, the program
 * begins without the compiler of TypeScript, which is 20 MB.
 */
export const asStarted = {
  arguments: ['--max-semi-space-size=4', 'src/server.ts'],
  environment: { NODE_COMPILE_CACHE: 'node_modules/.cache/compiled' },
}
