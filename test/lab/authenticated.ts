import { mailDomain, submissionName } from './places.ts'

/**
 * A message as it is handed to mailboxes: on top, what an academy's server would say of its sender (RFC 8601). SPF
 * passes for an envelope of our own domain, DKIM for an author of it: only people who signed in get here.
 */
export function authenticated(raw: Buffer, envelopeFrom: string): Buffer {
  const spf = domainOf(envelopeFrom) === mailDomain ? `pass smtp.mailfrom=${mailDomain}` : 'none'
  const dkim = authorDomain(raw) === mailDomain ? `pass header.d=${mailDomain}` : 'none'
  const field = `Authentication-Results: ${submissionName};\r\n spf=${spf};\r\n dkim=${dkim}\r\n`
  return Buffer.concat([Buffer.from(field), raw])
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

function authorDomain(raw: Buffer): string {
  const [header = ''] = raw.toString('latin1').split(/\r?\n\r?\n/, 1)
  const [, author = ''] = /^from:((?:.*)(?:\r?\n[ \t].*)*)/im.exec(header) ?? []
  return domainOf(author.replace(/[>\s]+$/, ''))
}
