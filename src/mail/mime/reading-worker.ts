/** A thread's own side of reading-threads.ts: reads one letter after the other. */
import { parentPort } from 'node:worker_threads'
import { parseMessage, type EmbeddedMessage } from './parse-message.ts'
import { readHtml, type HtmlLetter } from './read-html.ts'

export interface HtmlJob {
  html: string
  title: string
  images: 'blocked' | 'shown'
  /** Content-ID → address. */
  embedded: ReadonlyMap<string, string>
}

export interface MessageJob {
  raw: Uint8Array
}

parentPort?.on('message', (job: HtmlJob | MessageJob) => {
  void answer(job).then((letter) => parentPort?.postMessage(letter))
})

async function answer(job: HtmlJob | MessageJob): Promise<HtmlLetter | EmbeddedMessage> {
  if ('raw' in job) return parseMessage(job.raw)
  const { html, title, images, embedded } = job
  return readHtml(html, { images, embedded: (contentId) => embedded.get(contentId) }, title)
}
