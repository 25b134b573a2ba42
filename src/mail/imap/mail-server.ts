import { checkServerAddress } from '../check-server-address.ts'
import { MailError } from '../errors.ts'
import type { MailAccount, MailServer } from '../mail-account.ts'
import type { Credentials, Deadlines, FolderRole, ServerAddress, Wire } from '../types.ts'
import { createAccount } from './account.ts'
import { createCaches, figuresOf } from './caches.ts'
import { connect } from './connect.ts'
import { Keeper } from './keeper.ts'

export interface MailServerOptions {
  imap: ServerAddress
  deadlines: Deadlines
  /** Connections of the whole process. */
  ceiling: number
  /** Milliseconds after which an unused connection is closed. */
  idleAfter: number
  /** What may be remembered of messages that cannot change, for all accounts together. */
  cacheBytes: number
  /** Gives an observer for each connection of an account. */
  wire?: (account: string) => Wire
  /** First words of messages in lists, where the server has PREVIEW (RFC 8970). On unless told otherwise. */
  previews?: boolean
  /** Paths that an account's owner chose for roles, whatever the server says of them. */
  rolesOf?: (account: string) => Promise<Partial<Record<FolderRole, string>>>
}

/**
 * Any IMAP server (RFC 3501, RFC 9051), in our words. Throws for an address that would send passwords in clear text
 * over a network. The cache and the lines of one account are never used for another.
 */
export function createMailServer(options: MailServerOptions): MailServer {
  const { imap, deadlines, ceiling, idleAfter, cacheBytes, wire, previews = true, rolesOf } = options
  checkServerAddress(imap)
  const caches = createCaches(cacheBytes)
  const tally = { commands: 0 }
  const keeper = new Keeper({
    ceiling,
    idleAfter,
    patience: deadlines.connect,
    open: (account, credentials, onLost) =>
      connect(credentials, { server: imap, deadlines, wire: wire?.(account), tally, onLost }),
  })
  let closed = false

  const accountOf = (account: string, credentials: Credentials): MailAccount =>
    createAccount({
      account,
      ...caches,
      previews,
      rolesOf: async () => (await rolesOf?.(account)) ?? {},
      pool: () => {
        if (closed) throw new MailError('server-unreachable', { detail: 'closing' })
        return keeper.poolOf(account, credentials)
      },
    })
  return {
    signIn: async (account, credentials) => {
      checkCredentials(credentials)
      await keeper.poolOf(account, credentials).prove()
      return accountOf(account, credentials)
    },
    account: accountOf,
    signOut: (account) => Promise.resolve(keeper.signOut(account)),
    figures: () => ({ ...keeper.standing, ...tally, caches: figuresOf(caches) }),
    close: () => {
      closed = true
      return Promise.resolve(keeper.close())
    },
  }
}

/** No server takes NUL or an empty password (RFC 4616 §2), and the library would complain in its own words. */
function checkCredentials({ login, password }: Credentials): void {
  if (login === '' || password === '' || `${login}${password}`.includes('\0')) {
    throw new MailError('credentials-rejected', { detail: 'impossible credentials' })
  }
}
