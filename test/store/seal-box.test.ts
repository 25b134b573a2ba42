import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { contentKey } from '../support/store.ts'
import { createSealBox, SealBroken, type SealContext } from '../../src/store/index.ts'

const box = createSealBox([contentKey(1)])
const draft: SealContext = ['draft', 'account', 'id']
const frame = 64 * 1024 + 16
const head = 34

describe('sealing a value', () => {
  it('opens as what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.string()), (content, rest) => {
        const context: SealContext = ['place', ...rest]
        expect(box.open(box.seal(content, context), context)).toEqual(Buffer.from(content))
      }),
    )
  })

  it('does not open with any byte changed, nor cut short', () => {
    const sealed = box.seal('Conseil de classe', draft)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => box.open(changed, draft)).toThrow(SealBroken)
      expect(() => box.open(sealed.subarray(0, at), draft)).toThrow(SealBroken)
    }
  })

  it('does not open elsewhere than where it belongs', () => {
    const sealed = box.seal('Conseil de classe', ['draft', 'account', 'id'])
    for (const elsewhere of [
      ['draft', 'account', 'other'],
      ['draft', 'accounti', 'd'],
      ['upload', 'account', 'id'],
      ['draft'],
    ]) {
      expect(() => box.open(sealed, elsewhere as unknown as SealContext)).toThrow(SealBroken)
    }
  })

  it('never seals one text twice alike', () => {
    expect(box.seal('same', draft)).not.toEqual(box.seal('same', draft))
  })

  it('seals with the newest key and opens with the older ones', () => {
    const older = box.seal('before', draft)
    const rotated = createSealBox([contentKey(1), contentKey(2)])

    expect(rotated.openText(older, draft)).toBe('before')
    expect(() => box.open(rotated.seal('after', draft), draft)).toThrow(SealBroken)
  })
})

describe('sealing a file', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])('of %i bytes gives the same bytes back', async (size) => {
    const content = patterned(size)
    expect((await openFile(await sealFile(content))).equals(content)).toBe(true)
  })

  it('gives the same bytes back however they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 70_000 }), { maxLength: 6 }), async (sizes) => {
        const pieces = sizes.map(patterned)
        const sealed = await buffer(Readable.from(pieces).compose(box.sealStream(draft)))
        expect((await openFile(sealed)).equals(Buffer.concat(pieces))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a file cut short, at the end of a frame too', async () => {
    const sealed = await sealFile(patterned(200_000))
    for (const length of [0, 10, head, head + 5, head + frame, head + 2 * frame, sealed.length - 1]) {
      await expect(openFile(sealed.subarray(0, length))).rejects.toThrow(SealBroken)
    }
  })

  it('refuses frames changed, exchanged, doubled or added', async () => {
    const sealed = await sealFile(patterned(200_000))
    const [start, one, two, rest] = [
      sealed.subarray(0, head),
      sealed.subarray(head, head + frame),
      sealed.subarray(head + frame, head + 2 * frame),
      sealed.subarray(head + 2 * frame),
    ]
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(head + 100) ^ 1, head + 100)

    for (const wrong of [
      changed,
      Buffer.concat([start, two, one, rest]),
      Buffer.concat([start, one, one, two, rest]),
      Buffer.concat([start, one, rest]),
      Buffer.concat([sealed, Buffer.from('more')]),
    ]) {
      await expect(openFile(wrong)).rejects.toThrow(SealBroken)
    }
  })

  it('refuses a file that belongs to another, and a frame of another file', async () => {
    const [mine, other] = [await sealFile(patterned(100_000)), await sealFile(patterned(100_000))]
    const mixed = Buffer.concat([mine.subarray(0, head + frame), other.subarray(head + frame)])

    await expect(openFile(mine, ['upload', 'another account'])).rejects.toThrow(SealBroken)
    await expect(openFile(mixed)).rejects.toThrow(SealBroken)
  })

  it('keeps memory small: bytes leave as they come', async () => {
    const sealing = box.sealStream(draft)
    let written = 0
    const source = Readable.from(
      (function* () {
        for (; written < 400; written++) yield patterned(64 * 1024)
      })(),
    )
    let furthestAhead = 0
    let read = 0
    await pipeline(source, sealing, async (sealed: AsyncIterable<Buffer>) => {
      for await (const bytes of sealed) {
        read += bytes.length
        furthestAhead = Math.max(furthestAhead, written * 64 * 1024 - read)
      }
    })
    expect(furthestAhead).toBeLessThan(4 * 1024 * 1024)
  })
})

function patterned(size: number): Buffer {
  return Buffer.alloc(size, 'Élèves & parents ')
}

const sealFile = (content: Buffer): Promise<Buffer> => buffer(Readable.from([content]).compose(box.sealStream(draft)))

const openFile = (sealed: Buffer, context = draft): Promise<Buffer> =>
  buffer(Readable.from([sealed]).compose(box.openStream(context)))
