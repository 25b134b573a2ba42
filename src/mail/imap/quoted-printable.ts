const equals = 0x3d
const carriageReturn = 0x0d
const lineFeed = 0x0a

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09

/** RFC 2045 §6.7 allows lines of 76 characters: more white space than this is somebody's text, or an attack. */
const longestPadding = 100

/** What stands at a place: bytes to write, and how many were read; `undefined` when more bytes must come to tell. */
type Step = { read: number; write: 'as it is' | 'nothing' | number } | undefined

/**
 * Undoes quoted-printable (RFC 2045 §6.7) in one pass, whatever the bytes: soft breaks vanish, white space before
 * a line break was added on the way, a wrong escape stays as it is.
 */
export class QuotedPrintableDecoder {
  #waiting: Buffer = Buffer.alloc(0)
  /** Within white space already told to be text. */
  #inText = false

  push(bytes: Uint8Array): Buffer {
    return this.#decode(Buffer.concat([this.#waiting, bytes]), false)
  }

  end(): Buffer {
    return this.#decode(this.#waiting, true)
  }

  #decode(input: Buffer, final: boolean): Buffer {
    const output = Buffer.allocUnsafe(input.length)
    let written = 0
    let at = 0
    while (at < input.length) {
      const step = this.#step(input, at, final)
      if (!step) break
      if (step.write === 'as it is') written += input.copy(output, written, at, at + step.read)
      else if (step.write !== 'nothing') output[written++] = step.write
      at += step.read
    }
    this.#waiting = input.subarray(at)
    return output.subarray(0, written)
  }

  #step(input: Buffer, at: number, final: boolean): Step {
    const byte = input[at]
    if (byte === equals) {
      this.#inText = false
      return escapeAt(input, at, final)
    }
    if (!isBlank(byte)) {
      this.#inText = false
      return { read: 1, write: 'as it is' }
    }
    return this.#inText ? { read: 1, write: 'as it is' } : this.#blanksAt(input, at, final)
  }

  #blanksAt(input: Buffer, at: number, final: boolean): Step {
    const length = blanksFrom(input, at)
    const isText = length > longestPadding
    const ends = isText ? false : breaksLine(input, at + length, final)
    if (ends === undefined) return undefined
    this.#inText = !ends
    return { read: length, write: ends ? 'nothing' : 'as it is' }
  }
}

function escapeAt(input: Buffer, at: number, final: boolean): Step {
  const hex = input.toString('latin1', at + 1, at + 3)
  if (/^[0-9A-Fa-f]{2}$/.test(hex)) return { read: 3, write: Number.parseInt(hex, 16) }
  if (/^[0-9A-Fa-f]$/.test(hex) && !final) return undefined

  const padding = blanksFrom(input, at + 1)
  const after = at + 1 + padding
  const ends = padding > longestPadding ? false : breaksLine(input, after, final)
  if (ends === undefined) return undefined
  if (!ends) return { read: 1, write: 'as it is' }
  return { read: 1 + padding + lineBreakLength(input, after), write: 'nothing' }
}

/** Never counts further than it matters. */
function blanksFrom(input: Buffer, from: number): number {
  let length = 0
  while (length <= longestPadding && isBlank(input[from + length])) length++
  return length
}

/** Whether a line ends at `at`; undefined while nobody can know. */
function breaksLine(input: Buffer, at: number, final: boolean): boolean | undefined {
  if (at >= input.length) return final || undefined
  if (input[at] === lineFeed) return true
  if (input[at] !== carriageReturn) return false
  return at + 1 < input.length ? input[at + 1] === lineFeed : final ? false : undefined
}

const lineBreakLength = (input: Buffer, at: number): number =>
  at >= input.length ? 0 : input[at] === carriageReturn ? 2 : 1
