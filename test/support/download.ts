import type { Response } from 'supertest'
import type { Browser } from './browser.ts'

/** What a browser saves of an address, and what came before it. */
export async function download(
  { browser }: { browser: Browser },
  path = '',
): Promise<Omit<Response, 'headers'> & { headers: Record<string, string>; bytes: Buffer }> {
  const response = await browser.agent
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => done(null, Buffer.concat(chunks)))
    })
  return Object.assign(response, { bytes: response.body as Buffer })
}
