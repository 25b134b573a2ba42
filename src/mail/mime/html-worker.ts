/** The worker's own side of html-in-worker.ts: reads one letter after the other. */
import { parentPort } from 'node:worker_threads'
import { readHtml } from './read-html.ts'

export interface Job {
  html: string
  images: 'blocked' | 'shown'
  /** Content-ID → address. */
  embedded: Map<string, string>
}

parentPort?.on('message', ({ html, images, embedded }: Job) => {
  parentPort?.postMessage(readHtml(html, { images, embedded: (contentId) => embedded.get(contentId) }))
})
