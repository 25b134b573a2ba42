import fc from 'fast-check'
import { transferDecoder } from '../../../src/mail/imap/decode-transfer.ts'

/** Decodes `bytes` cut into pieces at `cuts`. */
function decodeInPieces(encoding: string, bytes: Buffer, cuts: number[]): Buffer {
  const decoder = transferDecoder(encoding)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length]
  const decoded = places.slice(1).map((end, index) => decoder.push(bytes.subarray(places[index], end)))
  return Buffer.concat([...decoded, decoder.end()])
}

const cuts = fc.array(fc.nat(), { maxLength: 12 })
const content = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes))

describe('undoing a transfer encoding piece by piece', () => {
  it('gives back what was encoded in base64, wherever it is cut', () => {
    fc.assert(
      fc.property(content, cuts, (bytes, places) => {
        const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
        expect(decodeInPieces('base64', Buffer.from(lines), places)).toEqual(bytes)
      }),
    )
  })

  it('gives back what was encoded as quoted-printable, wherever it is cut', () => {
    fc.assert(
      fc.property(content, cuts, (bytes, places) => {
        const encoded = quote(bytes)
        expect(decodeInPieces('quoted-printable', Buffer.from(encoded, 'latin1'), places)).toEqual(bytes)
      }),
    )
  })

  it('decodes the same whole or in pieces, whatever the bytes', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('=', 'A', '4', ' ', '\r\n', '\n', '\t', 'é', '=41', '=\r\n', '=='),
      maxLength: 300,
    })
    fc.assert(
      fc.property(
        fc.constantFrom('base64', 'quoted-printable', '7bit', 'x-unknown'),
        hostile,
        cuts,
        (encoding, text, places) => {
          const bytes = Buffer.from(text)
          expect(decodeInPieces(encoding, bytes, places)).toEqual(decodeInPieces(encoding, bytes, []))
        },
      ),
    )
  })

  it('stays quick on a megabyte of white space or of equal signs', () => {
    for (const character of [' ', '=', '\t', '\r']) {
      // Linear, it takes a second at most on a busy machine; quadratic, hours.
      const begun = performance.now()
      decodeInPieces('quoted-printable', Buffer.alloc(1_000_000, character), [10])
      decodeInPieces('base64', Buffer.alloc(1_000_000, character), [10])
      expect(performance.now() - begun).toBeLessThan(20_000)
    }
  })
})

const quote = (bytes: Buffer): string =>
  [...bytes]
    .map((byte, index) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}${index % 24 === 23 ? '=\r\n' : ''}`)
    .join('')
