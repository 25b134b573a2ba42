import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SealContext, Store } from '../../store/index.ts'

/** The file was larger than it may be. */
export class UploadTooLarge extends Error {
  override readonly name = 'UploadTooLarge'
  /** Bytes. */
  readonly limit: number

  constructor(limit: number) {
    super(`More than ${limit} bytes`)
    this.limit = limit
  }
}

/** Where sealed files stand; names are random, so the folder tells nothing. */
export const filesFolder = ({ dataDir }: Pick<Store, 'dataDir'>): string => path.join(dataDir, 'files')

/** Ends the name of a file that is still arriving. */
const partSuffix = '.part'

type FileStore = Pick<Store, 'box' | 'dataDir'>

/**
 * Writes `content` under `name`, sealed, on the disk before it resolves. Gives its size in bytes and its SHA-256 (hex).
 * Whatever goes wrong, nothing is left; what is left of `content` is read on into the void, so that a form's
 * next fields still arrive (a connection closed early is an error page of the browser's own).
 */
export async function writeSealedFile(
  store: FileStore,
  file: { name: string; context: SealContext; content: Readable; limit: number },
): Promise<{ size: number; digest: string }> {
  const place = path.join(filesFolder(store), file.name)
  const part = `${place}${partSuffix}`
  // The browser may go away before we read: an error that nobody listens to would end the process.
  file.content.on('error', () => undefined)
  await mkdir(filesFolder(store), { recursive: true, mode: 0o700 })
  const meter = createMeter(file.limit)
  try {
    await pipeline(
      file.content.iterator({ destroyOnReturn: false }),
      (chunks: AsyncIterable<Buffer>) => meter.measure(chunks),
      store.box.sealStream(file.context),
      createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }),
    )
    await rename(part, place)
    return meter.result()
  } catch (error) {
    await rm(part, { force: true })
    if (!file.content.destroyed) file.content.resume()
    throw error
  }
}

function createMeter(limit: number) {
  const hash = createHash('sha256')
  let size = 0
  return {
    measure: async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > limit) throw new UploadTooLarge(limit)
        hash.update(chunk)
        yield chunk
      }
    },
    result: () => ({ size, digest: hash.digest('hex') }),
  }
}

/** The content, unsealed as it is read; a frame that does not open ends it with `SealBroken`. */
export async function* readSealedFile(
  { box, dataDir }: FileStore,
  { name, context }: { name: string; context: SealContext },
): AsyncGenerator<Buffer> {
  const file = createReadStream(path.join(filesFolder({ dataDir }), name))
  const opener = box.openStream(context)
  // An error of the file must reach whoever reads the opener, and both must be closed when nobody reads on.
  const running = pipeline(file, opener).catch(() => undefined)
  try {
    for await (const frame of opener) yield frame as Buffer
  } finally {
    file.destroy()
    await running
  }
}

export async function removeSealedFiles(store: FileStore, names: string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(path.join(filesFolder(store), name), { force: true })))
}
