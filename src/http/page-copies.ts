import { createHmac } from 'node:crypto'
import type { Request, Response } from 'express'
import { answerPage, compressPage, type Encoding, encodingFor } from './answer-page.ts'
import { rememberLast } from './last-made.ts'
import type { Page } from './views.ts'

/** What differs in each copy of a page. */
export interface Marks {
  code: string
  csrfToken: string
}

/** Stand-ins for them that no letter can contain: they are made with a secret, the same in every process. */
export function createMarks(secret: string): Marks {
  const mark = (purpose: string) => createHmac('sha256', secret).update(`mark:${purpose}`).digest('base64url')
  return { code: mark('code'), csrfToken: mark('csrf') }
}

/** A page as one reader has it: its code and CSRF token printed, ready to be sent. */
interface Copy {
  code: string
  /** Covers everything the page prints but its code and its CSRF token, and whose it is. */
  content: string
  encoding: Encoding
  body: string | Buffer
}

interface Drawing {
  model: Page
  /** Whose copy: nobody else is ever sent it. */
  owner: string
  /** What the page is drawn with beside its model; as long as all of it is the same, the copy is. */
  others: readonly unknown[]
  /** The page with marks in it. */
  draw: () => Promise<string>
  /** For a new copy. */
  print: () => Marks
}

export interface PageCopies {
  /** Answers, and gives the code of the page that the reader now has. */
  send: (res: Response, drawing: Drawing & { keepable: boolean }) => Promise<string>
}

/**
 * Copies of pages. Where a model is the very one that was last drawn, and nothing around it has changed, its reader is
 * sent the same copy again: drawing and compressing it is half of what a page costs.
 */
export function createPageCopies(secret: string, marks: Marks): PageCopies {
  const copies = rememberLast<Page, Promise<Copy>>()

  async function makeCopy(req: Request, { owner, draw, print }: Drawing): Promise<Copy> {
    const html = await draw()
    const { code, csrfToken } = print()
    const content = createHmac('sha256', secret).update(`${owner}\n`).update(html).digest('base64url')
    const encoding = encodingFor(req)
    const printed = html.replaceAll(marks.code, code).replaceAll(marks.csrfToken, csrfToken)
    return { code, content, encoding, body: compressPage(printed, encoding) }
  }

  return {
    async send(res, { keepable, ...drawing }) {
      const { req } = res
      const { model, owner, others } = drawing
      const copy = await copies(model, [owner, encodingFor(req), ...others], () => makeCopy(req, drawing))
      if (!keepable) {
        // The second word is for lynx: it knows not the first, and shows an old page and what was typed on it again.
        answerPage(res.set('Cache-Control', 'no-store, no-cache'), copy)
        return copy.code
      }
      return sendValidated(res, copy)
    },
  }
}

/**
 * Answers `If-None-Match` on a computer of one's own (RFC 9110 §13.1.2). The validator carries the code of the copy the
 * browser has, so that a 304 is logged under the code its reader sees.
 */
function sendValidated(res: Response, copy: Copy): string {
  const { code, content } = copy
  const known = /"([2-9A-Z]{4}-[2-9A-Z]{4})\.([\w-]{43})"/.exec(res.req.get('If-None-Match') ?? '')

  res.set({ 'Cache-Control': 'private, no-cache', Vary: 'Cookie, Accept-Encoding' })
  if (known?.[1] && known[2] === content) {
    res.set('ETag', `W/"${known[1]}.${content}"`).status(304).end()
    return known[1]
  }
  answerPage(res.set('ETag', `W/"${code}.${content}"`), copy)
  return code
}
