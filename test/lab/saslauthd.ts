import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import type { LabPlaces } from './places.ts'
import { passwordIsRight } from './smtp-authentication.ts'

/** Whether the lab's Dovecot knows these credentials: its users are those of every server here. */
export const knownToLab = (
  { runFolder }: Pick<LabPlaces, 'runFolder'>,
  credentials: { username: string; password: string },
): Promise<boolean> => passwordIsRight(path.join(runFolder, 'run/auth-client'), credentials)

/**
 * Answers what libsasl asks a saslauthd (its `ipc_unix` protocol): login, password, service and realm,
 * each after its length in two bytes; the answer likewise. Rejects nobody that the lab knows.
 */
export async function startSaslauthd(lab: Pick<LabPlaces, 'runFolder'>, socketPath: string) {
  const server = createServer((socket) => {
    let asked = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      asked = Buffer.concat([asked, bytes])
      const words = wordsOf(asked)
      if (words.length === 4) void answer(lab, socket, words)
    })
  }).listen(socketPath)
  await once(server, 'listening')
  await chmod(socketPath, 0o666)
  return { stop: () => void server.close() }
}

async function answer(
  lab: Pick<LabPlaces, 'runFolder'>,
  socket: Socket,
  [username = '', password = '']: string[],
): Promise<void> {
  const right = await knownToLab(lab, { username, password }).catch(() => false)
  const words = Buffer.from(right ? 'OK' : 'NO')
  socket.end(Buffer.concat([Buffer.from([0, words.length]), words]))
}

function wordsOf(bytes: Buffer): string[] {
  const words: string[] = []
  for (let at = 0; at + 2 <= bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) break
    words.push(bytes.toString('utf8', at + 2, end))
    at = end
  }
  return words
}
