import { argon2, type Argon2Parameters, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'
import type { Credentials } from '../../mail/index.ts'

/** What credentials can be recognised by, and hardly guessed from. Base64. */
export interface CredentialsDigest {
  nonce: string
  tag: string
}

/** What OWASP's password storage cheat sheet asks of argon2id at least; memory in KiB. */
const cost = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 }
/** Sessions whose answers a process keeps. */
const mostRemembered = 2_000

const digestWith = promisify(argon2)

/**
 * Digests of credentials (RFC 9106, by Node itself: no native module more), each made once a process: pages ask more
 * often than a password changes.
 */
export class CredentialsDigests {
  /** Not the passwords themselves: of those only what is needed stays in memory. */
  readonly #secret = randomBytes(32)
  readonly #made = new LRUCache<string, Promise<CredentialsDigest>>({ max: mostRemembered })
  readonly #compared = new LRUCache<string, Promise<boolean>>({ max: mostRemembered })

  /** The same for the same credentials, as long as this process remembers. */
  of(credentials: Credentials): Promise<CredentialsDigest> {
    return remembered(this.#made, this.print(credentials), () => makeDigest(credentials))
  }

  matches(digest: CredentialsDigest, credentials: Credentials): Promise<boolean> {
    const key = `${this.print(credentials)} ${digest.tag}`
    return remembered(this.#compared, key, () => this.#compare(digest, credentials))
  }

  /** Tells credentials from others, in this process only. */
  print({ login, password }: Credentials): string {
    return createHmac('sha256', this.#secret).update(`${login}\0${password}`).digest('base64')
  }

  async #compare(digest: CredentialsDigest, credentials: Credentials): Promise<boolean> {
    const own = await this.#made.get(this.print(credentials))
    if (own?.tag === digest.tag) return true
    const tag = await tagOf(credentials, Buffer.from(digest.nonce, 'base64'))
    return timingSafeEqual(tag, Buffer.from(digest.tag, 'base64'))
  }
}

/** What could not be made, for want of memory or of a thread, is tried anew by whoever asks next. */
function remembered<T>(cache: LRUCache<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key)
  if (known) return known
  const made = make()
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

async function makeDigest(credentials: Credentials): Promise<CredentialsDigest> {
  const nonce = randomBytes(16)
  const tag = await tagOf(credentials, nonce)
  return { nonce: nonce.toString('base64'), tag: tag.toString('base64') }
}

function tagOf({ login, password }: Credentials, nonce: Buffer): Promise<Buffer> {
  const parameters: Argon2Parameters = { ...cost, message: `${login}\0${password}`, nonce }
  return digestWith('argon2id', parameters)
}
