import { QuotedPrintableDecoder } from './quoted-printable.ts'

/** Undoes a transfer encoding piece by piece (RFC 2045 §6): what is cut in the middle waits for the next piece. */
export interface TransferDecoder {
  push: (bytes: Uint8Array) => Buffer
  /** What was still waiting. */
  end: () => Buffer
}

/** Unknown encodings are passed on as they are: better the bytes than nothing. */
export function transferDecoder(encoding: string): TransferDecoder {
  if (encoding === 'base64') return base64Decoder()
  if (encoding === 'quoted-printable') return new QuotedPrintableDecoder()
  return { push: asBuffer, end: () => Buffer.alloc(0) }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Characters outside the alphabet are skipped (RFC 2045 §6.8); text padded in its middle is several texts glued together. */
function base64Decoder(): TransferDecoder {
  let waiting = ''
  const decode = (text: string): Buffer => {
    const segments = (waiting + text).split(/=+/)
    const last = segments.pop() ?? ''
    const whole = last.length - (last.length % 4)
    waiting = last.slice(whole)
    return Buffer.concat([...segments, last.slice(0, whole)].map((segment) => Buffer.from(segment, 'base64')))
  }
  return {
    push: (bytes) =>
      decode(
        asBuffer(bytes)
          .toString('latin1')
          .replace(/[^A-Za-z0-9+/=]+/g, ''),
      ),
    end: () => {
      const rest = Buffer.from(waiting, 'base64')
      waiting = ''
      return rest
    },
  }
}
