import { readdirSync, readFileSync } from 'node:fs'

/** Whether a process of the group is still at work (a dead one that nobody has reaped yet is not). */
export function groupLives(group: number): boolean {
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && isAtWork(entry, group))
}

function isAtWork(process: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'utf8')
    // proc(5): the name, in parentheses, may hold anything; then state, parent, process group.
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(itsGroup) === group && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
