import type { DraftLetter } from '../../work/index.ts'
import { countOf, countUnread, isUnread, type RecipientField, recipientFields, type Recipients } from './recipients.ts'

/** Room to answer everybody of a message to 500; above it a mailing list is the way. */
const mostRecipients = 600
/** Files of one letter. */
export const mostFiles = 100

/** Why a letter cannot leave as it is, and where the mistake stands. */
export type Complaint =
  | { field: 'to'; kind: 'nobody' }
  | { field: 'to'; kind: 'crowd'; count: number }
  | { field: RecipientField; kind: 'wrong'; wrong: string[] }
  | { field: 'files'; kind: 'heavy' | 'missing' }

/** `room`: bytes of files that may still be added; below zero there are too many. */
export function complaintsOf(letter: DraftLetter, recipients: Recipients, room: number): Complaint[] {
  const count = countOf(recipients) + countUnread(letter)
  const crowded = count > mostRecipients
  const complaints: Complaint[] = recipientFields
    .filter((field) => recipients[field].wrong.length > 0 && !(crowded && isUnread(letter[field])))
    .map((field) => ({ field, kind: 'wrong', wrong: recipients[field].wrong }))

  if (count === 0 && complaints.length === 0) complaints.push({ field: 'to', kind: 'nobody' })
  if (crowded) complaints.push({ field: 'to', kind: 'crowd', count })
  if (room < 0) complaints.push({ field: 'files', kind: 'heavy' })
  if (letter.carried.length > 0) complaints.push({ field: 'files', kind: 'missing' })
  return complaints
}
