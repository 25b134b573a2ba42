import type { Request } from 'express'
import type { SignedIn } from '../../accounts/index.ts'
import { readMultipart } from '../../http/multipart.ts'
import type { Visitors } from '../../http/visitors.ts'
import { longestFile } from './file-format.ts'

/** What a form with one file brought: `none` where none was chosen, `large` for one that nobody reads to its end. */
export interface Arrived {
  fields: Record<string, string>
  text: string
}

/** Rejects with `MultipartError`; a form that is not of a page of its session is refused before its file is looked at. */
export async function arrivingFile(
  req: Request,
  { isOwnForm }: Pick<Visitors<SignedIn>, 'isOwnForm'>,
): Promise<Arrived> {
  let text = 'none'
  const { fields, cut } = await readMultipart(req, {
    admit: (name, token) => {
      req.body = { _csrf: token }
      return name === '_csrf' && isOwnForm(req)
    },
    receive: async ({ name, content }) => {
      const pieces: Buffer[] = []
      let bytes = 0
      for await (const piece of content as AsyncIterable<Buffer>) {
        bytes += piece.length
        if (bytes <= longestFile) pieces.push(piece)
      }
      if (name) text = bytes > longestFile ? 'large' : Buffer.concat(pieces).toString('utf8')
    },
    limits: { body: 4 * longestFile, field: 1_000, fields: 20 },
  })
  return { fields: Object.fromEntries(fields), text: cut ? 'large' : text }
}
