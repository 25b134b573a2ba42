import type { Person } from '../../accounts/index.ts'
import type { Draft } from '../../work/index.ts'
import { type Complaint, complaintsOf } from './complaints.ts'
import type { ReminderName } from './form.ts'
import { recipientsOf } from './recipients.ts'
import { remindersOf } from './reminders.ts'
import { type Room, weightOf } from './room.ts'

/** What is wrong with a saved letter, and what its writer may have overlooked. */
export function checkLetter(
  { letter, files }: Pick<Draft, 'letter' | 'files'>,
  { sendable }: Room,
  { addresses }: Person,
): { complaints: Complaint[]; reminders: ReminderName[] } {
  const recipients = recipientsOf(letter)
  return {
    complaints: complaintsOf(letter, recipients, sendable - weightOf(files, letter.carried)),
    reminders: remindersOf(letter, { recipients, ownAddresses: addresses }),
  }
}
