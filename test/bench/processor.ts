import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Milliseconds of processor that all threads of a process have used since it began (schedstat: nanoseconds). */
export const processorOf = (pid: number): number =>
  readdirSync(`/proc/${String(pid)}/task`).reduce((sum, task) => sum + timeIn(`${String(pid)}/task/${task}`), 0)

/** Milliseconds that every process of Dovecot alive now has used. */
export function processorOfDovecot(): number {
  const processes = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && isDovecot(entry))
  return processes.reduce((sum, entry) => sum + timeIn(entry), 0)
}

/** Resident memory of a process, in MiB. */
export const memoryOf = (pid: number): number => sizeIn(pid, 'VmRSS')

/** The most it has held since `forgetPeak`, in MiB. */
export const peakOf = (pid: number): number => sizeIn(pid, 'VmHWM')

/** proc(5): 5 sets the peak back to what is held now. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${String(pid)}/clear_refs`, '5')

function isDovecot(pid: string): boolean {
  try {
    return /^(imap|imap-login|dovecot|auth|anvil|stats)$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  } catch {
    return false // it ended between the listing and the reading
  }
}

function timeIn(entry: string): number {
  try {
    return Number(readFileSync(`/proc/${entry}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

function sizeIn(pid: number, name: string): number {
  const [, kibibytes = '0'] =
    new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1024
}
