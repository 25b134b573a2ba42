import { MailError } from '../errors.ts'
import { command } from './command.ts'
import type { Line } from './line.ts'

/**
 * Asks something harmless before a change, so that a dead line is found while nothing has begun. Dovecot says no more than
 * « * NO Internal error » for a folder that was deleted, or made anew, under its session: such a line is closed as well.
 */
export async function probe(line: Line): Promise<void> {
  let complaint = false
  await command(line, ['NOOP'], {
    NO: () => {
      complaint = true
    },
  })
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set while the command ran
  if (!complaint) return
  line.close()
  throw new MailError('server-unreachable', { detail: 'session spoiled' })
}
