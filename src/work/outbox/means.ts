import type { Credentials } from '../../mail/index.ts'

/** What this process may send, and with whose password. In memory only, forgotten as soon as the letter is done. */
export interface Mean {
  id: string
  account: string
  /** Its writer's; absent, the relay sends it. */
  credentials?: Credentials
  /** Not before, on the monotonic clock. */
  notBefore: number
  /** Not before, on the wall clock: what the writer was promised. 0 for what leaves at once. */
  dueAt: number
  /** It was tried before: a process that stops leaves it to others. */
  failed: boolean
}

/** Sends at once in this process, and of one account: a mail server has other users than us. */
const most = { process: 8, account: 2 }

/** The letters that may start now, within the bounds, those that came first before the others. */
export function ready(
  means: Iterable<Mean>,
  running: ReadonlyMap<string, { account: string }>,
  time: { now: number; monotonic: number },
): Mean[] {
  const accounts = [...running.values()].map(({ account }) => account)
  const chosen: Mean[] = []
  for (const mean of means) {
    if (accounts.length >= most.process) break
    if (running.has(mean.id) || waitOf(mean, time) > 0) continue
    if (accounts.filter((account) => account === mean.account).length >= most.account) continue
    accounts.push(mean.account)
    chosen.push(mean)
  }
  return chosen
}

/** Milliseconds until it may start. */
export const waitOf = ({ notBefore, dueAt }: Mean, { now, monotonic }: { now: number; monotonic: number }): number =>
  Math.max(0, notBefore - monotonic, dueAt - now)
