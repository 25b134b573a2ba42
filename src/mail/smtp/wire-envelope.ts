import { asciiDomain } from '../ascii-domain.ts'
import type { Envelope, Receipt } from '../submission.ts'
import type { Announced } from './smtp-line.ts'

type Refusal = Receipt['rejected'][number]

/** An envelope as it may be written on a line, and how to tell of it in the words of whoever gave it. */
export interface WireEnvelope {
  from: string
  to: string[]
  /** The addresses given that became this one. */
  givenAs: (address: string) => string[]
  /** Recipients that cannot be written to through this server. */
  rejected: Refusal[]
  /** The same said of the sender. */
  senderRefusal?: Refusal
}

/** Domains in ASCII (RFC 5891); a name that is not needs a server with SMTPUTF8 (RFC 6531 §3.1). */
export function wireEnvelope({ from, to }: Envelope, announced: Announced): WireEnvelope {
  // Nobody to tell of a failure: what answers by itself must not be answered (RFC 5321 §4.5.5).
  const sender = from === '' ? '' : onWire(from, announced)
  const given = new Map<string, string[]>()
  const rejected: Refusal[] = []
  for (const address of to) {
    const written = onWire(address, announced)
    if (typeof written !== 'string') rejected.push(written)
    else given.set(written, [...(given.get(written) ?? []), address])
  }
  return {
    from: typeof sender === 'string' ? sender : '',
    to: [...given.keys()],
    givenAs: (address) => given.get(address) ?? [address],
    rejected,
    ...(typeof sender !== 'string' && { senderRefusal: sender }),
  }
}

// Quoted (RFC 5321 §4.1.2) or not; never anything that ends a path or a command.
const localPart = /^(?:"(?:[^"\\\p{Cc}<>]|\\[^\p{Cc}<>])*"|[^\s"\\\p{Cc}<>(),:;@[\]]+)$/u
const domainName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/

function onWire(address: string, { smtpUtf8 }: Announced): string | Refusal {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = asciiDomain(address.slice(at + 1))
  const refused = { address, code: 553, temporary: false }
  if (at < 1 || !localPart.test(local) || domain === undefined || !domainName.test(domain)) {
    return { ...refused, response: '5.1.3 not an address that can be written to' }
  }
  if (!smtpUtf8 && /[^\x20-\x7e]/.test(local)) {
    return { ...refused, response: '5.6.7 the server does not take such a name (no SMTPUTF8)' }
  }
  return `${local}@${domain}`
}
