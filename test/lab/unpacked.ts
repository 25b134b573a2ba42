import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Where set-up.sh unpacked Debian's Cyrus and Courier. Installed they would drive each other and Dovecot away
 * (all of them are « imap-server »), and start services that nobody asked for.
 */
const root = path.join(import.meta.dirname, '../../.lab/servers')

export function unpacked(program: string): string {
  const file = path.join(root, program)
  if (!existsSync(file)) throw new Error(`${file} is missing: sh test/lab/set-up.sh unpacks it`)
  return file
}

/** What the unpacked programs need around them to find their own libraries. */
export function unpackedEnvironment(): { PATH: string; LD_LIBRARY_PATH: string } {
  const libraries = path.join(root, 'usr/lib')
  const ofThisMachine = readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))
  const folders = [libraries, ...ofThisMachine.map((name) => path.join(libraries, name))]
  return { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: folders.join(':') }
}

/** The name of a user, as configurations want it. */
export const nameOfUser = (uid: number): string => execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim()
