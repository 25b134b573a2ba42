import { Transform } from 'node:stream'

/**
 * Ends every line with CRLF. A lone CR or LF of an attached message would be taken for the end of a line by some
 * servers and not by others, and so smuggle commands in (RFC 5321 §2.3.8 forbids both).
 */
export function canonicalLines(): Transform {
  // The CR at the end of a chunk, until it is known what follows it.
  let pending = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = pending + chunk.toString('latin1')
      const before = pending
      pending = text.endsWith('\r') ? '\r' : ''
      // Nearly every chunk is right as it is: base64 and quoted-printable of our own making.
      if (before === '' && pending === '' && !/\r(?!\n)|(?<!\r)\n/.test(text)) return done(null, chunk)
      done(null, canonical(pending ? text.slice(0, -1) : text))
    },
    flush(done) {
      done(null, canonical(pending))
    },
  })
}

const canonical = (text: string): Buffer => Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1')
