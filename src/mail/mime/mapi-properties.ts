/** A property of a message as Outlook keeps it: its number, and the bytes of its first value. */
export interface MapiProperty {
  id: number
  /** 0x1e: text in the message's charset; 0x1f: in UTF-16; 0x102: bytes; 0x0d: an object behind its GUID. */
  type: number
  value: Buffer
}

/** Bytes of a value whose type says how long it is ([MS-OXCDATA] §2.11.1), padded to four in TNEF. */
const fixed: Record<number, number> = {
  ...{ 0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0a: 4, 0x0b: 4 },
  ...{ 0x14: 8, 0x40: 8, 0x48: 16 },
}
const variable = new Set([0x0d, 0x1e, 0x1f, 0x102])

/** More than Outlook writes of one message. */
const mostProperties = 2_000
const mostValues = 2_000

/** Reads a list of properties ([MS-OXTNEF] §2.1.3.4) up to the first that is not as it should be. */
export function mapiProperties(bytes: Buffer): MapiProperty[] {
  const found: MapiProperty[] = []
  const reader = new Reader(bytes)
  try {
    const count = Math.min(reader.number(), mostProperties)
    while (found.length < count) found.push(propertyAt(reader))
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
  }
  return found
}

function propertyAt(reader: Reader): MapiProperty {
  const tag = reader.number()
  const [id, type] = [tag >>> 16, tag & 0x0fff]
  const several = (tag & 0x1000) > 0
  if (id >= 0x8000) skipName(reader)
  const count = several || variable.has(type) ? reader.number() : 1
  if (count > mostValues) throw new Malformed('too many values')
  const values = Array.from({ length: count }, () => {
    const length = variable.has(type) ? reader.number() : fixed[type]
    if (length === undefined) throw new Malformed('unknown type')
    return reader.padded(length)
  })
  return { id, type, value: values[0] ?? Buffer.alloc(0) }
}

/** A GUID, then a number, or a name with its length. */
function skipName(reader: Reader): void {
  reader.padded(16)
  if (reader.number() === 0) reader.number()
  else reader.padded(reader.number())
}

class Malformed extends Error {}

/** Throws `Malformed` past the end: lengths are the sender's words. */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  number(): number {
    if (this.#bytes.length - this.#at < 4) throw new Malformed('past the end')
    const value = this.#bytes.readUInt32LE(this.#at)
    this.#at += 4
    return value
  }

  padded(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw new Malformed('past the end')
    const value = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length + ((4 - (length % 4)) % 4)
    return value
  }
}
