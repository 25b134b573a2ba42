import { startCourier } from '../lab/courier.ts'
import { startCyrus } from '../lab/cyrus.ts'
import { lab } from './lab.ts'

/** The servers that are not Dovecot, each with the separators it can have. */
export const otherServers = [
  { name: 'Cyrus divided by slashes', start: () => startCyrus(lab(), { separator: '/' }) },
  { name: 'Cyrus divided by dots, under INBOX', start: () => startCyrus(lab(), { separator: '.' }) },
  { name: 'Courier, which has few extensions', start: () => startCourier(lab()) },
]
