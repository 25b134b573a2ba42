import type { Envelope, Receipt, Submission, SubmissionServer } from '../submission.ts'
import type { Credentials } from '../types.ts'
import { holdMessage, type HeldMessage } from './held-message.ts'
import { nobody, outcomeAfterDot, outcomeBeforeDot, outcomeWithoutRecipient, saidIn } from './outcome.ts'
import { createSmtpLine, type Announced, type SmtpError, type SmtpLine, type SmtpOptions } from './smtp-line.ts'
import { wireEnvelope, type WireEnvelope } from './wire-envelope.ts'

/** RFC 5321 §4.5.3.2.6 asks for ten minutes: servers look for viruses now, and giving up costs the writer a decision. */
const patienceAfterDot = 12

export type OutgoingMessage = Parameters<SubmissionServer['submit']>[2]

type NotedEnvelope = Parameters<SmtpLine['send']>[0] & { rejectedErrors?: SmtpError[] }

interface Attempt {
  line: SmtpLine
  held: HeldMessage
  size: number
}

/** One message over one connection, closed whatever happens. `onAnnounced` hears what EHLO said. */
export async function submit(
  options: SmtpOptions & { onAnnounced: (announced: Announced) => void },
  { credentials, envelope }: { credentials: Credentials; envelope: Envelope },
  message: OutgoingMessage,
): Promise<Submission> {
  const line = createSmtpLine(options)
  const held = holdMessage(message.content, async () => {
    await message.beforeDot()
    line.bear(options.deadlines.command * patienceAfterDot)
  })
  const ended = { politely: false }
  try {
    const announced = await line.connect().catch((error: unknown) => outcomeBeforeDot(error, 'greeting'))
    if ('outcome' in announced) return announced
    options.onAnnounced(announced)

    const refusal = await line.signIn(credentials).catch((error: unknown) => outcomeBeforeDot(error, 'sign-in'))
    if (refusal) return refusal

    const submission = await handOver({ line, held, size: message.size }, envelope, announced)
    ended.politely = submission.outcome === 'sent'
    return submission
  } finally {
    line.close(ended)
    await held.release()
  }
}

async function handOver(attempt: Attempt, envelope: Envelope, announced: Announced): Promise<Submission> {
  const wire = wireEnvelope(envelope, announced)
  if (wire.senderRefusal) return { outcome: 'refused', receipt: nobody(), ...said(wire.senderRefusal) }
  if (wire.to.length === 0) return outcomeWithoutRecipient({ accepted: [], rejected: wire.rejected })
  if (announced.largest !== undefined && attempt.size > announced.largest) {
    return {
      outcome: 'refused',
      receipt: nobody(),
      code: 552,
      response: `5.3.4 larger than ${announced.largest} bytes`,
    }
  }
  return send(attempt, wire)
}

const said = ({ code, response }: { code: number; response: string }) => ({ code, response })

async function send({ line, held, size }: Attempt, wire: WireEnvelope): Promise<Submission> {
  // nodemailer notes on it what was said of each recipient, also when the message fails later.
  const envelope: NotedEnvelope = { from: wire.from, to: wire.to, size, use8BitMime: true }
  try {
    const { accepted } = await line.send(envelope, held.content)
    // A server that thanks for what it cannot have got yet is not to be believed.
    if (!held.dotMayBeWritten()) return { outcome: 'later', reason: 'unreachable' }
    return { outcome: 'sent', receipt: receiptOf(wire, envelope.rejectedErrors, accepted) }
  } catch (error) {
    const failure = held.failure()
    if (failure) throw failure
    // With PIPELINING, recipients of a sender who is refused are refused as well: it says nothing about them.
    const receipt = (error as SmtpError).command === 'MAIL FROM' ? nobody() : receiptOf(wire, envelope.rejectedErrors)
    if (held.dotMayBeWritten()) return outcomeAfterDot(error, receipt)
    return isWithoutRecipient(error) ? outcomeWithoutRecipient(receipt) : outcomeBeforeDot(error, 'message', receipt)
  }
}

const isWithoutRecipient = (error: unknown): boolean => error instanceof Error && 'rejectedErrors' in error

function receiptOf(wire: WireEnvelope, refusals: SmtpError[] = [], accepted: string[] = []): Receipt {
  const rejected = refusals.flatMap((refusal) => {
    const { code, response } = saidIn(refusal) ?? { code: 500, response: '' }
    const addresses = wire.givenAs((refusal as { recipient?: string }).recipient ?? '')
    return addresses.map((address) => ({ address, code, response, temporary: code < 500 }))
  })
  return { accepted: accepted.flatMap(wire.givenAs), rejected: [...wire.rejected, ...rejected] }
}
