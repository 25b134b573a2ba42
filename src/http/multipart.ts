import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import busboy from 'busboy'

/** A file as it arrives. Whoever receives it reads it to its end, or lets it run (`resume`). */
export interface ArrivingFile {
  field: string
  /** As the browser sent it, a local path cut to its last part; empty when no file was chosen. */
  name: string
  type: string
  content: Readable
}

export interface MultipartReader {
  /** Asked about the first field, before anything else of the body is looked at; a file in its place is a no. */
  admit: (name: string, value: string) => boolean
  /** Awaited before the form counts as read. Given the fields that came before the file. */
  receive: (file: ArrivingFile, before: URLSearchParams) => Promise<void>
  limits: {
    /**
     * Bytes of the whole body: read on that far even when refused, and as far again when too long, since a browser
     * whose post is cut shows an error page of its own.
     */
    body: number
    /** Bytes of one field. */
    field: number
    fields: number
  }
}

/** What a form brought. */
export interface MultipartForm {
  fields: URLSearchParams
  /** Its files passed the bound: what came before is whole, what came after was not looked at. */
  cut: boolean
}

/** Why a form could not be read: `refused` by `admit`, `too-long` for the limits, `malformed`, or `aborted` by the browser. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError'
  readonly reason: 'refused' | 'too-long' | 'malformed' | 'aborted'
  /** The HTTP status it is answered with. */
  readonly status: 400 | 403 | 413

  constructor(reason: MultipartError['reason'], options?: { cause?: unknown }) {
    super(`The form was ${reason}`, options)
    this.reason = reason
    this.status = reason === 'refused' ? 403 : reason === 'too-long' ? 413 : 400
  }
}

/**
 * Reads a multipart form (RFC 7578) as it arrives, its files handed on as streams. One that passes the bound within its
 * files is `cut` there, so that fields standing before them are never lost for their weight. Rejects with `MultipartError`, a file
 * under way then ending with an error, or with what a receiver rejected with; every receiver has let go by then.
 */
export async function readMultipart(req: IncomingMessage, reader: MultipartReader): Promise<MultipartForm> {
  const form: Gathered = { fields: new URLSearchParams(), files: [], cut: false }
  const { fields, files } = form
  try {
    await parse(req, reader, form)
  } catch (error) {
    await Promise.allSettled(files)
    await readOn(req, reader.limits.body)
    throw error instanceof MultipartError ? error : new MultipartError('malformed', { cause: error })
  }
  await Promise.allSettled(files)
  await Promise.all(files)
  if (form.cut) await readOn(req, reader.limits.body)
  return { fields, cut: form.cut }
}

interface Gathered extends MultipartForm {
  files: Promise<void>[]
}

type Stop = (reason: MultipartError['reason']) => void

function parse(req: IncomingMessage, reader: MultipartReader, gathered: Gathered): Promise<void> {
  const { limits } = reader
  // busboy takes urlencoded forms too; those are read elsewhere, with another proof of where they come from.
  if (!/^multipart\/form-data *;/i.test(req.headers['content-type'] ?? '')) throw new MultipartError('malformed')
  const form = busboy({
    headers: req.headers,
    defParamCharset: 'utf8',
    limits: { fieldSize: limits.field, fields: limits.fields },
  })
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const stop: Stop = (reason) => {
    req.unpipe(form)
    // First ours: busboy, destroyed, complains of an unexpected end.
    reject(new MultipartError(reason))
    form.destroy()
  }

  const cut = () => {
    req.unpipe(form)
    gathered.cut = true
    resolve(undefined)
    form.destroy()
  }

  gather(form, { reader, stop, gathered })
  form.on('error', (error) => {
    req.unpipe(form)
    reject(error)
  })
  form.on('close', () => resolve(undefined))

  let received = 0
  req.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received <= limits.body) return
    if (gathered.files.length > 0) cut()
    else stop('too-long')
  })
  req.on('close', () => {
    if (!req.complete) stop('aborted')
  })
  req.pipe(form)
  return promise
}

/** Takes in the parts of a form in their order, the first of which decides about the others. */
function gather(
  form: busboy.Busboy,
  { reader, stop, gathered }: { reader: MultipartReader; stop: Stop; gathered: Gathered },
): void {
  const { fields, files } = gathered
  let admitted: boolean | undefined
  form.on('field', (name, value, { valueTruncated }) => {
    if (valueTruncated) return stop('too-long')
    admitted ??= reader.admit(name, value)
    if (!admitted) return stop('refused')
    fields.append(name, value)
  })
  form.on('file', (field, content, { filename, mimeType }) => {
    content.on('error', () => undefined) // told to its receiver, and nobody else
    admitted ??= false
    if (!admitted) return stop('refused')
    // Whatever its types say, busboy gives no name to a part without one.
    const kept = reader.receive({ field, name: filename || '', type: mimeType, content }, fields)
    // Heard at the end of the form. Until then nobody listens, which would end the process, nor reads what is left of it.
    kept.catch(() => content.resume())
    files.push(kept)
  })
  form.on('fieldsLimit', () => stop('too-long'))
  // Nothing in it: nothing that could have been admitted.
  form.on('close', () => {
    if (admitted === undefined) stop('refused')
  })
}

/** Lets what is left of a body pass by, within the bound. */
async function readOn(req: IncomingMessage, bound: number): Promise<void> {
  if (req.complete || req.destroyed) return
  let passed = 0
  const { promise, resolve } = Promise.withResolvers<undefined>()
  req.on('data', (chunk: Buffer) => {
    passed += chunk.length
    if (passed > bound) resolve(undefined)
  })
  req.on('end', () => resolve(undefined))
  req.on('close', () => resolve(undefined))
  req.resume()
  await promise
}
