import type { Address } from './places.ts'
import { ServerDialogue } from './server-dialogue.ts'

export interface Reply {
  code: number
  /** The text of the last line, without the code: `5.1.1 <x@y> User doesn't exist`. */
  text: string
}

/** LMTP (RFC 2033): like SMTP, but the final answer comes once for each recipient. */
class LmtpDialogue {
  readonly #line: ServerDialogue

  constructor(server: Address) {
    this.#line = new ServerDialogue(server)
  }

  async open(sender: string): Promise<void> {
    await this.#expect(220)
    await this.ask('LHLO lab', 250)
    await this.ask(`MAIL FROM:<${sender}>`, 250)
  }

  async ask(command: string, expected?: number): Promise<Reply> {
    this.#line.say(`${command}\r\n`)
    return this.#expect(expected)
  }

  async deliver(raw: Buffer, recipients: number): Promise<Reply[]> {
    await this.ask('DATA', 354)
    this.#line.say(stuffDots(raw))
    const replies: Reply[] = []
    while (replies.length < recipients) replies.push(await this.#expect())
    return replies
  }

  async end(): Promise<void> {
    await this.#line.end()
  }

  async #expect(expected?: number): Promise<Reply> {
    let line = await this.#line.hear()
    while (line[3] === '-') line = await this.#line.hear()
    const reply = { code: Number(line.slice(0, 3)), text: line.slice(4) }
    if (expected !== undefined && reply.code !== expected) throw new LmtpRefusal(reply)
    return reply
  }
}

export class LmtpRefusal extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(`${reply.code} ${reply.text}`)
    this.reply = reply
  }
}

/** Asks whether `recipient` would be taken now: Dovecot answers 550 for nobody, 552 for a full mailbox. */
export async function askForRecipient(server: Address, sender: string, recipient: string): Promise<Reply> {
  const lmtp = new LmtpDialogue(server)
  try {
    await lmtp.open(sender)
    return await lmtp.ask(`RCPT TO:<${recipient}>`)
  } finally {
    await lmtp.end()
  }
}

/** Hands one message to several mailboxes; the replies come in the order of the recipients. */
export async function deliverByLmtp(
  server: Address,
  { sender, recipients, raw }: { sender: string; recipients: string[]; raw: Buffer },
): Promise<Reply[]> {
  const lmtp = new LmtpDialogue(server)
  try {
    await lmtp.open(sender)
    for (const recipient of recipients) await lmtp.ask(`RCPT TO:<${recipient}>`, 250)
    return await lmtp.deliver(raw, recipients.length)
  } finally {
    await lmtp.end()
  }
}

/** RFC 5321 §4.5.2: a line that begins with a dot gets a second one, and a lone dot ends the text. */
function stuffDots(raw: Buffer): Buffer {
  const text = raw.toString('latin1').replace(/\r?\n/g, '\r\n')
  const stuffed = text.replace(/^\./gm, '..')
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}
