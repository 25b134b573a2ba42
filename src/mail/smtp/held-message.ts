import { Readable } from 'node:stream'

/** A message on its way whose end is held back: nodemailer writes the final dot when `content` ends, not before. */
export interface HeldMessage {
  content: Readable
  /** The end was let go, so the final dot may be on the line. */
  dotMayBeWritten: () => boolean
  /** What reading the message or `beforeDot` failed with: our fault, not the server's. */
  failure: () => Error | undefined
  /** Lets go of the source, and waits for a `beforeDot` under way: whoever asked may then rely on its last word. */
  release: () => Promise<void>
}

/** Reads nothing of `source` before it is asked to, and destroys it in the end whatever happens. */
export function holdMessage(source: Readable, beforeDot: () => Promise<void>): HeldMessage {
  let failure: Error | undefined
  let dotMayBeWritten = false
  let asking: Promise<unknown> = Promise.resolve()

  async function* heldBack(): AsyncGenerator<Uint8Array> {
    try {
      yield* source as AsyncIterable<Uint8Array>
      const allowed = beforeDot()
      asking = allowed.catch(() => undefined)
      await allowed
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
      // nodemailer writes its own code on the error it is given.
      throw new Error('the message was not read to its end', { cause: error })
    }
    // A line lost meanwhile has destroyed us: then the end never gets out.
    dotMayBeWritten = !content.destroyed
  }

  // Without a buffer, as it would read to the end and ask for the dot before the line is open.
  const content = Readable.from(heldBack(), { objectMode: false, highWaterMark: 1 })
  // Errors are heard where `content` is read; before and after that nobody listens, which would stop the process.
  source.on('error', () => undefined)
  content.on('error', () => undefined)
  const release = async (): Promise<void> => {
    content.destroy()
    source.destroy()
    await asking
  }
  return { content, release, dotMayBeWritten: () => dotMayBeWritten, failure: () => failure }
}
