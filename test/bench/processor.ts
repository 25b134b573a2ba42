import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in ticks of 10 ms (USER_HZ, proc(5)). */
const tick = 10

/** Milliseconds of processor a process has used since it began. */
export const processorOf = (pid: number): number => timesIn(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))

/** Milliseconds that every process of Dovecot alive now has used. */
export function processorOfDovecot(): number {
  let total = 0
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      if (/\((imap|imap-login|dovecot|auth|anvil|stats)\)/.test(stat)) total += timesIn(stat)
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return total
}

/** Resident memory of a process, in MiB. */
export function memoryOf(pid: number): number {
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1024
}

function timesIn(stat: string): number {
  // The name stands in parentheses and may hold spaces: count from behind it. Fields 14 and 15 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tick
}
