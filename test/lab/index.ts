import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeCertificate } from './certificate.ts'
import { startDovecot } from './dovecot.ts'
import { freePorts } from './free-ports.ts'
import { preparePeople } from './people.ts'
import type { Address, LabPlaces } from './places.ts'
import { prepareReceived } from './received.ts'
import { startSmtp, type SmtpHooks } from './smtp.ts'
import { toolsFor, type LabTools } from './tools.ts'

export { SmtpRefusal } from './smtp.ts'
export type { LabPlaces } from './places.ts'
export type { LabUser, NewUser } from './people.ts'

export interface LabOptions {
  /** The hierarchy separator of IMAP; `/` unless told otherwise. */
  separator?: '/' | '.'
  /** One's own folders in a namespace under INBOX, « INBOX.Archives », as Courier has them. */
  underInbox?: boolean
  /** People may share folders (ACL, a namespace of other users'): every listing then costs more. */
  shared?: boolean
  /** Where mail and users are kept; it then survives `stop`. Without it, a temporary folder. */
  folder?: string
  /** Offers STARTTLS on the SMTP listener, and a second one with implicit TLS. IMAP always has both. */
  tls?: boolean
}

export interface Lab extends LabPlaces, LabTools {
  smtpHooks: SmtpHooks
  /** Ends servers and their children, and removes the folder unless it was given. */
  stop(): Promise<void>
}

/** Starts a mail server of one's own on loopback: several can live side by side. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  // Dovecot's sockets want a short path, whatever the folder.
  const runFolder = await mkdtemp(path.join(tmpdir(), 'traboule-'))
  chmodSync(runFolder, 0o755)
  const folder = options.folder ?? path.join(runFolder, 'lab')
  try {
    await mkdir(folder, { recursive: true })
    return await startIn({ folder, runFolder }, options)
  } catch (error) {
    await rm(runFolder, { recursive: true, force: true })
    throw error
  }
}

async function startIn(
  { folder, runFolder }: { folder: string; runFolder: string },
  { separator = '/', tls = false, underInbox = false, shared = false }: LabOptions,
): Promise<Lab> {
  const [certificate, [imap, imaps, lmtp, sieve]] = await Promise.all([makeCertificate(runFolder), fourPorts()])
  const common = { folder, runFolder, separator, lmtp: onLoopback(lmtp), peopleFile: path.join(folder, 'people.json') }
  await preparePeople(common)
  await prepareReceived(common)
  const ports = { imap, imaps, lmtp, sieve }
  const dovecot = await startDovecot({ runFolder, folder, separator, underInbox, shared, ports, certificate })
  const smtp = await startSmtp(common, tls ? certificate : undefined)
  const places: LabPlaces = {
    ...common,
    imap: onLoopback(imap),
    imaps: onLoopback(imaps),
    sieve: onLoopback(sieve),
    smtp: smtp.address,
    submitUrl: smtp.submitUrl,
    ...(smtp.secureAddress && { smtps: smtp.secureAddress }),
    certificate: certificate.cert,
  }
  const stop = async (): Promise<void> => {
    await Promise.all([smtp.stop(), dovecot.stop()])
    await rm(runFolder, { recursive: true, force: true })
  }
  return { ...places, ...toolsFor(places), smtpHooks: smtp.hooks, stop }
}

const onLoopback = (port: number): Address => ({ host: '127.0.0.1', port })

async function fourPorts(): Promise<[number, number, number, number]> {
  return (await freePorts(4)) as [number, number, number, number]
}
