import { MailError } from '../errors.ts'
import { asMailError } from './as-mail-error.ts'
import type { Line } from './line.ts'

/** Whether the server did what was asked, where its NO changes nothing that matters. A line that died is no answer. */
export async function granted(line: Line, asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    const told = asMailError(error, line)
    if (!(told instanceof MailError) || line.lost || !line.imap.usable) throw told
    return false
  }
}
