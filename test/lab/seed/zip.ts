import { crc32 } from 'node:zlib'

/** A ZIP archive without compression (APPNOTE 4.3), enough for .zip, .docx and .odt. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content)
    const path = Buffer.from(name)
    const facts = describe(body, path)
    const local = Buffer.concat([bytes(['I', 0x04034b50]), facts, path, body])
    const rest = bytes(['H', 0], ['H', 0], ['H', 0], ['I', 0], ['I', offset])
    directory.push(Buffer.concat([bytes(['I', 0x02014b50], ['H', 20]), facts, rest, path]))
    locals.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const count = directory.length
  const end = bytes(
    ['I', 0x06054b50],
    ['I', 0],
    ['H', count],
    ['H', count],
    ['I', list.length],
    ['I', offset],
    ['H', 0],
  )
  return Buffer.concat([...locals, list, end])
}

/** Version 2.0, names in UTF-8, stored, 1 November 2026 at noon; no extra field. */
const describe = (body: Buffer, path: Buffer): Buffer =>
  bytes(
    ...([
      ['H', 20],
      ['H', 0x0800],
      ['H', 0],
      ['H', 0x6000],
      ['H', 0x5d61],
    ] satisfies Field[]),
    ...([
      ['I', crc32(body)],
      ['I', body.length],
      ['I', body.length],
      ['H', path.length],
      ['H', 0],
    ] satisfies Field[]),
  )

type Field = ['H' | 'I', number]

/** Little-endian numbers of two (H) or four (I) bytes. */
function bytes(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const field = Buffer.alloc(size === 'H' ? 2 : 4)
      if (size === 'H') field.writeUInt16LE(value)
      else field.writeUInt32LE(value)
      return field
    }),
  )
}
