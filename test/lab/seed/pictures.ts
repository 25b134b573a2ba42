import { readFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

export const photo = readFileSync(path.join(import.meta.dirname, 'photo.jpg'))

/** A bar chart as PNG (RFC 2083): 8-bit RGB, one row filter, no interlace. */
export function chart(bars: number[], colour: [number, number, number]): Buffer {
  const width = bars.length * 24 + 8
  const height = 120
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3, 255)
    row[0] = 0
    bars.forEach((bar, at) => {
      if (height - y <= bar) for (let x = 0; x < 16; x++) row.set(colour, 1 + (at * 24 + 8 + x) * 3)
    })
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const pixels = deflateSync(Buffer.concat(rows))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content])
  const length = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
