import { Readable } from 'node:stream'
import { createSubmissionServer } from '../../../src/mail/smtp/create-submission-server.ts'
import type { SubmissionServer, Wire } from '../../../src/mail/index.ts'

export const credentials = { login: 'mdupont', password: 'secret' }
export const envelope = { from: 'marie@ac-lyon.example', to: ['karim@ac-lyon.example', 'zoe@ac-lyon.example'] }
export const letter = 'Subject: Bonjour\r\n\r\nUn mot.\r\n'

interface Wanted {
  tls?: 'none' | 'starttls' | 'implicit'
  command?: number
  wire?: () => Wire
}

/** A submission server on loopback, with short deadlines. */
export function submissionTo(address: { host: string; port: number }, wanted: Wanted = {}): SubmissionServer {
  const { tls = 'none', command = 2000, wire } = wanted
  const smtp = { ...address, tls, selfSigned: true }
  return createSubmissionServer({ smtp, deadlines: { connect: 2000, command }, ...(wire && { wire }) })
}

/** A message whose end is allowed only when whoever submits it has let go of it. */
export function messageThatWaits(meanwhile: () => void = () => undefined) {
  const content = new Readable({ autoDestroy: false, read: () => undefined })
  content.push(letter)
  content.push(null)
  const beforeDot = async () => {
    meanwhile()
    while (!content.destroyed) await new Promise(setImmediate)
  }
  return { ...message(), content, beforeDot }
}

/** A message to submit; `beforeDot` does nothing unless told otherwise. */
export function message(text = letter, beforeDot: () => Promise<void> = () => Promise.resolve()) {
  return { content: Readable.from([Buffer.from(text)]), size: Buffer.byteLength(text), beforeDot }
}
