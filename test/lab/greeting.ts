import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Guarded } from './guard.ts'

const patience = 15_000

/** Waits until a server that was just started greets; rejects with its own words when it does not. */
export async function greeted(guard: Guarded['process'], port: number): Promise<void> {
  let complaint = ''
  guard.stdout.resume()
  guard.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const limit = Date.now() + patience
  while (!(await greets(port))) {
    if (guard.exitCode !== null || Date.now() > limit) throw new Error(`The server did not start: ${complaint}`)
    await pause(10)
  }
}

/** Whether IMAP is spoken at a loopback port. */
export async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(1000, () => socket.destroy(new Error('no greeting')))
  socket.on('end', () => socket.destroy(new Error('closed instead of greeting')))
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer]
    return greeting.toString().startsWith('* OK')
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
