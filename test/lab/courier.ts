import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PoorerServer } from './cyrus.ts'
import { mailOwner } from './dovecot-config.ts'
import { startGuarded, type Guarded } from './guard.ts'
import type { LabPlaces } from './places.ts'
import { knownToLab } from './saslauthd.ts'
import { unpacked, unpackedEnvironment } from './unpacked.ts'

/** What Debian's /etc/courier/imapd offers, which imapd itself is told. */
const capability =
  'IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE ACL ACL2=UNION'

/**
 * Debian's Courier for the users of `lab`: its imapd, one process a connection as under its couriertcpd. Only the door is
 * ours, with the words of its imaplogin, because that one asks a daemon whose place is fixed and root's.
 */
export async function startCourier(lab: Pick<LabPlaces, 'runFolder'>): Promise<PoorerServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'courier-'))
  const { uid, gid } = mailOwner()
  await chown(folder, uid, gid)
  const watcher = startWatcher(folder)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on('close', () => sockets.delete(socket))
    void openDoor(socket, { lab, folder })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    separator: '.',
    stop: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await watcher.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Courier asks Gamin what happens in a folder; each would start its own, and outlive us, unless it found ours. */
function startWatcher(folder: string): Guarded {
  const { uid, gid } = mailOwner()
  const asOwner = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return startGuarded(
    [...(isRoot() ? asOwner : []), unpacked('usr/libexec/gam_server'), '--notimeout', watcherOf(folder)],
    { folder, env: unpackedEnvironment() },
  )
}

const isRoot = (): boolean => process.getuid?.() === 0

/** Gamin's name for one of several watchers of the same user. */
const watcherOf = (folder: string): string => path.basename(folder)

interface Place {
  lab: Pick<LabPlaces, 'runFolder'>
  folder: string
}

/** Speaks until somebody has signed in, then leaves the line to imapd. */
async function openDoor(socket: Socket, place: Place): Promise<void> {
  socket.write(`* OK [CAPABILITY ${capability}] Courier-IMAP ready.\r\n`)
  let waiting = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    waiting += String(chunk)
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const login = await answer(socket, place, waiting.slice(0, end))
      waiting = waiting.slice(end + 2)
      if (!login) continue
      if (waiting) socket.unshift(Buffer.from(waiting))
      return handOver(socket, place, login)
    }
  }
}

interface Login {
  tag: string
  username: string
}

async function answer(socket: Socket, { lab }: Place, line: string): Promise<Login | undefined> {
  const [tag = '*', verb = '', ...rest] = line.split(' ')
  const [username = '', password = ''] = rest.map((word) => word.replace(/^"(.*)"$/, '$1'))
  switch (verb.toUpperCase()) {
    case 'CAPABILITY':
      socket.write(`* CAPABILITY ${capability}\r\n${tag} OK CAPABILITY completed\r\n`)
      return undefined
    case 'LOGIN':
      if (await knownToLab(lab, { username, password })) return { tag, username }
      socket.write(`${tag} NO Login failed.\r\n`)
      return undefined
    case 'LOGOUT':
      socket.end(`* BYE Courier-IMAP server shutting down\r\n${tag} OK LOGOUT completed\r\n`)
      return undefined
    default:
      socket.write(`${tag} NO Error in IMAP command received by server.\r\n`)
      return undefined
  }
}

async function handOver(socket: Socket, { folder }: Place, { tag, username }: Login): Promise<void> {
  const home = path.join(folder, username)
  const { uid, gid } = mailOwner()
  for (const part of ['', 'Maildir', 'Maildir/cur', 'Maildir/new', 'Maildir/tmp']) {
    await mkdir(path.join(home, part), { recursive: true })
    await chown(path.join(home, part), uid, gid)
  }
  const imapd = spawn(unpacked('usr/bin/imapd'), ['Maildir'], {
    cwd: home,
    uid,
    gid,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...unpackedEnvironment(),
      ...settings,
      ...{ HOME: home, AUTHENTICATED: username, IMAPLOGINTAG: tag },
      ...{ GAM_CLIENT_ID: watcherOf(folder), GAMIN_DEBUG_SERVER: '/bin/false' },
    },
  })
  imapd.stdin.on('error', () => undefined)
  socket.pipe(imapd.stdin)
  imapd.stdout.pipe(socket)
}

/** Debian's /etc/courier/imapd. */
const settings = {
  PROTOCOL: 'imap',
  TCPREMOTEIP: '127.0.0.1',
  TCPREMOTEPORT: '143',
  IMAP_CAPABILITY: capability,
  IMAP_KEYWORDS: '1',
  IMAP_ACL: '1',
  IMAP_CHECK_ALL_FOLDERS: '0',
  IMAP_OBSOLETE_CLIENT: '0',
  IMAP_USELOCKS: '1',
  IMAP_ENHANCEDIDLE: '0',
  IMAP_TRASHFOLDERNAME: 'Trash',
  IMAP_MOVE_EXPUNGE_TO_TRASH: '0',
}
