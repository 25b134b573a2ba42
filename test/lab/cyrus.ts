import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mailOwner } from './dovecot-config.ts'
import { freePorts } from './free-ports.ts'
import { greeted } from './greeting.ts'
import { startGuarded } from './guard.ts'
import type { Address, LabPlaces } from './places.ts'
import { startSaslauthd } from './saslauthd.ts'
import { nameOfUser, unpacked, unpackedEnvironment } from './unpacked.ts'

export interface PoorerServer {
  /** Plain text. */
  address: Address
  separator: '/' | '.'
  stop(): Promise<void>
}

/**
 * Debian's Cyrus for the users of `lab`, who get an inbox and nothing else when they first sign in. Separated by dots,
 * it keeps their folders under INBOX, as old installations do.
 */
export async function startCyrus(
  lab: Pick<LabPlaces, 'runFolder'>,
  { separator }: { separator: '/' | '.' },
): Promise<PoorerServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cyrus-'))
  const { uid, gid } = mailOwner()
  await chown(folder, uid, gid)
  for (const part of ['conf', 'mail', 'run']) {
    await mkdir(path.join(folder, part))
    await chown(path.join(folder, part), uid, gid)
  }
  const [port = 0] = await freePorts(1)
  const saslauthd = await startSaslauthd(lab, path.join(folder, 'saslauthd'))
  await writeFile(path.join(folder, 'imapd.conf'), settings({ folder, separator, owner: nameOfUser(uid) }))
  await writeFile(path.join(folder, 'cyrus.conf'), services(folder, port))

  const guarded = startGuarded(
    [
      ...[unpacked('usr/lib/cyrus/bin/master'), '-p', path.join(folder, 'run/master.pid')],
      ...['-C', path.join(folder, 'imapd.conf'), '-M', path.join(folder, 'cyrus.conf')],
    ],
    { folder, env: unpackedEnvironment() },
  )
  const stop = async (): Promise<void> => {
    saslauthd.stop()
    await guarded.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await greeted(guarded.process, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { address: { host: '127.0.0.1', port }, separator, stop }
}

const settings = ({ folder, separator, owner }: { folder: string; separator: '/' | '.'; owner: string }): string => `
cyrus_user: ${owner}
configdirectory: ${folder}/conf
defaultpartition: default
partition-default: ${folder}/mail
servername: cyrus.ac-lyon.example
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${folder}/saslauthd
sasl_mech_list: PLAIN
# Kibibytes: an account is made at the first sign-in.
# The brake on guesses is ours.
failedloginpause: 0
autocreate_quota: 102400
unixhierarchysep: ${separator === '/' ? 'yes' : 'no'}
altnamespace: ${separator === '/' ? 'yes' : 'no'}
# Power cuts are not tested here.
skiplist_unsafe: yes
`

const services = (folder: string, port: number): string => `
START {
  recover cmd="${unpacked('usr/lib/cyrus/bin/ctl_cyrusdb')} -C ${folder}/imapd.conf -r"
}
SERVICES {
  imap cmd="${unpacked('usr/lib/cyrus/bin/imapd')} -C ${folder}/imapd.conf -U 30" listen="127.0.0.1:${port}" prefork=1
}
`
