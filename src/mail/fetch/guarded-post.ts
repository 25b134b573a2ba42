import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request, type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** How a request ended: what the other side's status says, or that it was not or could not be asked. */
export type Posted = 'done' | 'refused' | 'forbidden' | 'unreachable'

/** Sends a form to an address a stranger gave. Never rejects. */
export type GuardedPost = (url: string, form: Record<string, string>) => Promise<Posted>

/** Milliseconds for all of it, and bytes of an answer that are waited for. */
const patience = 10_000
const longestAnswer = 64 * 1024

/** What tests may allow besides: no configuration leads here. */
export interface Allowance {
  address: (address: string) => boolean
  port: number
  /** An authority beside the usual ones (PEM). */
  ca: string
}

/**
 * Posts to https on its usual port, at public addresses only: the address that was checked is the one connected to, so
 * that a name cannot lead elsewhere a moment later. No redirect is followed (RFC 8058 §3.1), nothing of ours goes along.
 */
export function createGuardedPost(allowance?: Allowance): GuardedPost {
  const mayConnect = (address: string): boolean => isPublicAddress(address) || Boolean(allowance?.address(address))
  const lookup = publicLookup(mayConnect)

  return async (url, form) => {
    const target = URL.parse(url)
    if (!target || !isAskable(target, allowance?.port)) return 'forbidden'
    const host = target.hostname.replace(/^\[|\]$/g, '')
    // Nobody looks up what is an address already.
    if (isIP(host) && !mayConnect(host)) return 'forbidden'
    const options = { lookup, ...(allowance && { ca: allowance.ca }) }
    return post(target, new URLSearchParams(form).toString(), options)
  }
}

const isAskable = ({ protocol, port, username, password }: URL, allowedPort: number | undefined): boolean =>
  protocol === 'https:' && username + password === '' && (port === '' || Number(port) === allowedPort)

class Forbidden extends Error {}

/** Gives the public ones of a name's addresses; a name without any is not connected to. */
function publicLookup(mayConnect: (address: string) => boolean): LookupFunction {
  return (hostname, { all, family, hints }, done) => {
    const wanted = {
      all: true as const,
      ...(family !== undefined && { family }),
      ...(hints !== undefined && { hints }),
    }
    resolve(hostname, wanted, (error, found: LookupAddress[] | undefined) => {
      const allowed = (found ?? []).filter(({ address }) => mayConnect(address))
      const [first] = allowed
      if (!first) return done(error ?? new Forbidden('no public address'), '', 0)
      if (all) return done(null, allowed)
      done(null, first.address, first.family)
    })
  }
}

async function post(target: URL, body: string, options: RequestOptions): Promise<Posted> {
  const { promise, resolve: settle } = Promise.withResolvers<Posted>()
  let said: Posted = 'unreachable'
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }
  const asked = request(
    target,
    { ...options, method: 'POST', headers, agent: false, signal: AbortSignal.timeout(patience) },
    (answer) => {
      const { statusCode = 0 } = answer
      said = statusCode >= 200 && statusCode < 300 ? 'done' : 'refused'
      let length = 0
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > longestAnswer) answer.destroy()
      })
      // The status has said all; what comes after it, or breaks, changes nothing.
      answer.on('error', () => undefined).on('close', () => settle(said))
    },
  )
  // Nothing was asked to be switched: it is no answer to a form, and comes without one (RFC 9110 §7.8).
  asked.on('upgrade', (_answer, socket) => {
    socket.destroy()
    settle('refused')
  })
  asked.on('error', (error) => settle(error instanceof Forbidden ? 'forbidden' : 'unreachable'))
  asked.on('close', () => settle(said))
  asked.end(body)
  return promise
}
