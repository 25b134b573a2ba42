import { Readable } from 'node:stream'

/** A stream that is opened when somebody reads it, and closed with it: until then it can neither fail nor leak. */
export function lazyStream(open: () => Readable): Readable {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* open() as AsyncIterable<Uint8Array>
  }
  return Readable.from(bytes(), { objectMode: false })
}
