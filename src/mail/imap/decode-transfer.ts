/** Undoes a transfer encoding piece by piece (RFC 2045 §6): what is cut in the middle waits for the next piece. */
export interface TransferDecoder {
  push: (bytes: Uint8Array) => Buffer
  /** What was still waiting. */
  end: () => Buffer
}

/** Unknown encodings are passed on as they are: better the bytes than nothing. */
export function transferDecoder(encoding: string): TransferDecoder {
  if (encoding === 'base64') return base64Decoder()
  if (encoding === 'quoted-printable') return quotedPrintableDecoder()
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

function quotedPrintableDecoder(): TransferDecoder {
  let waiting = ''
  return {
    push: (bytes) => {
      const text = waiting + asBuffer(bytes).toString('latin1')
      const cut = cutPoint(text)
      waiting = text.slice(cut)
      return decodeQuotedPrintable(text.slice(0, cut))
    },
    end: () => {
      const rest = decodeQuotedPrintable(waiting)
      waiting = ''
      return rest
    },
  }
}

/** Where a piece may end: before an escape, or trailing white space, that the next piece may complete. */
function cutPoint(text: string): number {
  const escape = text.lastIndexOf('=')
  const complete = escape < 0 || /^=([0-9A-Fa-f]{2}|[ \t]*\r?\n)/.test(text.slice(escape, escape + 80))
  const end = complete || text.length - escape > 80 ? text.length : escape
  return text.slice(0, end).replace(/[ \t\r]{1,80}$/, '').length
}

/** RFC 2045 §6.7: soft breaks vanish, white space before a break was added on the way; a wrong escape stays as it is. */
function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/[ \t]+(?=\r?\n)/g, '').replace(/=\r?\n/g, '')
  const decoded = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(decoded, 'latin1')
}
