import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

export interface Guarded {
  process: ChildProcessByStdio<Writable, Readable, Readable>
  /** Resolves when the program and all its children are gone. */
  stop(): Promise<void>
}

/**
 * Starts a program that ends with this process, whatever ends it; `folder` is then removed. It has a process group
 * of its own: a terminal's Ctrl+C reaches only the one who started it, who ends the parts in their order.
 */
export function startGuarded(
  command: string[],
  { folder = '', ...options }: { folder?: string; cwd?: string; env: NodeJS.ProcessEnv },
): Guarded {
  const guard = spawn('/bin/sh', [path.join(import.meta.dirname, 'guard.sh'), folder, ...command], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = once(guard, 'exit')
  const stop = async (): Promise<void> => {
    guard.stdin.destroy()
    await ended
    // A program such as Dovecot does not wait for its children.
    while (guard.pid !== undefined && groupLives(guard.pid)) await pause(5)
  }
  return { process: guard, stop }
}

/** Whether a process of the group is still at work (a dead one that nobody has reaped yet is not). */
function groupLives(group: number): boolean {
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
