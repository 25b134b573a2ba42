import fc from 'fast-check'
import { readWinmail } from '../../../../src/mail/mime/tnef.ts'
import { winmail } from '../../../lab/seed/winmail.ts'

const content = Buffer.from('%PDF-1.4 convention')
const whole = winmail('convention de stage.pdf', content)

const attribute = (level: number, id: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(value.length, 5)
  return Buffer.concat([head, value, Buffer.alloc(2)])
}
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
const start = Buffer.concat([number(0x223e9f78), Buffer.from([1, 0])])
const string = (tag: number, text: string): Buffer => {
  const bytes = Buffer.from(`${text}\0`, (tag & 0xff) === 0x1f ? 'utf16le' : 'latin1')
  const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4)
  return Buffer.concat([number(tag), number(1), number(bytes.length), bytes, padding])
}
const properties = (...some: Buffer[]): Buffer => Buffer.concat([number(some.length), ...some])
const file = (...some: Buffer[]): Buffer =>
  Buffer.concat([attribute(2, 0x00069002, Buffer.alloc(14)), attribute(2, 0x00069005, properties(...some))])

describe('a winmail.dat', () => {
  it('gives its files, with their names and contents', () => {
    const { files = [], broken } = readWinmail(whole) ?? {}
    expect(files.map(({ name }) => name)).toEqual(['convention de stage.pdf'])
    expect(files[0]?.content.equals(content)).toBe(true)
    expect(broken).toBe(false)
  })

  it('gives long names in Unicode, types and the text of the message', () => {
    const named = file(string(0x3707001f, 'Élèves de 3e.pdf'), string(0x370e001f, 'application/pdf'))
    const body = attribute(1, 0x00069003, properties(string(0x1000001f, 'Bonjour à tous')))
    const read = readWinmail(Buffer.concat([start, body, named]))
    expect(read?.files).toMatchObject([{ name: 'Élèves de 3e.pdf', type: 'application/pdf' }])
    expect(read?.text).toBe('Bonjour à tous')
  })

  it('reads past named properties and several values', () => {
    const name = Buffer.concat([Buffer.alloc(16), number(1), number(6), Buffer.from('a\0b\0\0\0'), Buffer.alloc(2)])
    const odd = Buffer.concat([
      number(0x8001_101f),
      name,
      number(2),
      ...['x', 'y'].flatMap(() => [number(2), number(65)]),
    ])
    const read = readWinmail(Buffer.concat([start, file(odd, string(0x3707001e, 'a.txt'))]))
    expect(read?.files[0]?.name).toBe('a.txt')
  })

  it('is none when it does not begin as one', () => {
    expect(readWinmail(Buffer.from('PK\x03\x04 not Outlook'))).toBeUndefined()
    expect(readWinmail(Buffer.alloc(0))).toBeUndefined()
  })

  it('keeps what came before a length that lies', () => {
    const lie = Buffer.concat([Buffer.from([2]), number(0x0006800f), number(0xffffffff), Buffer.from('abc')])
    const read = readWinmail(Buffer.concat([whole, lie]))
    expect(read).toMatchObject({ broken: true, files: [{ name: 'convention de stage.pdf' }] })
    const counts = properties(Buffer.concat([number(0x3707101f), number(0xffffffff)]))
    expect(readWinmail(Buffer.concat([start, attribute(1, 0x00069003, counts)]))?.files).toEqual([])
  })

  it('is read in a moment though it has a hundred thousand attributes, files or properties', () => {
    const many = (piece: Buffer) => Buffer.concat([start, ...Array<Buffer>(100_000).fill(piece)])
    const props = Buffer.concat([number(100_000), ...Array<Buffer>(100_000).fill(string(0x1000001e, 'x'))])
    const started = performance.now()
    expect(readWinmail(many(attribute(1, 0x00018004, Buffer.from('x'))))?.broken).toBe(true)
    expect(readWinmail(many(attribute(2, 0x00069002, Buffer.alloc(14))))?.files.length).toBeLessThanOrEqual(200)
    expect(readWinmail(Buffer.concat([start, attribute(1, 0x00069003, props)]))?.text).toBe('x')
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('never throws, whatever bytes are changed or missing', () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length))
    fc.assert(
      fc.property(change, ([at, byte, length]) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        expect(() => readWinmail(bytes.subarray(0, length))).not.toThrow()
      }),
    )
  })
})
