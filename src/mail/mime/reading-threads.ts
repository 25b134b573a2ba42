import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { EmbeddedMessage } from './parse-message.ts'
import type { HtmlLetter } from './read-html.ts'
import type { HtmlJob, MessageJob } from './reading-worker.ts'

/** Milliseconds a letter may take, once its worker runs: a message of 25 MB some seconds, on a busy machine too. */
const deadlineFor = (job: HtmlJob | MessageJob): number => 2000 + ('raw' in job ? job.raw.length / 5000 : 0)

/** Threads at most; each serves one letter at a time. */
const mostWorkers = 2

/** Letters that may wait for a thread; beyond, the reader gets the text at once. */
const longestQueue = 2

/** Milliseconds an idle thread is kept: it holds some forty megabytes, and starting another takes a tenth of a second. */
const kept = 30_000

/**
 * Threads are the process's, like its heap: they hold nothing of the letters they have read. Started at the first
 * heavy letter, ended when no other has come for a while; an idle one is no reason for the process to stay alive.
 */
const threads = {
  started: 0,
  idle: [] as Worker[],
  ends: new Map<Worker, NodeJS.Timeout>(),
  waiting: [] as ((worker: Worker) => void)[],
}

/** Reads HTML on another thread. Undefined when it takes too long, too much memory, or fails; never rejects. */
export async function readInWorker(job: HtmlJob): Promise<HtmlLetter | undefined> {
  return (await run(job)) as HtmlLetter | undefined
}

/** Likewise the bytes of a message. */
export async function parseInWorker(job: MessageJob): Promise<EmbeddedMessage | undefined> {
  return (await run(job)) as EmbeddedMessage | undefined
}

async function run(job: HtmlJob | MessageJob): Promise<unknown> {
  const busy = threads.started >= mostWorkers && threads.idle.length === 0
  if (busy && threads.waiting.length >= longestQueue) return undefined
  const worker = await takeWorker()
  try {
    worker.postMessage(job)
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(deadlineFor(job)) })) as [unknown]
    giveBack(worker)
    return answer
  } catch {
    await discard(worker)
    return undefined
  }
}

async function takeWorker(): Promise<Worker> {
  const idle = threads.idle.pop()
  if (idle) {
    clearTimeout(threads.ends.get(idle))
    idle.ref()
    return idle
  }
  if (threads.started >= mostWorkers) return new Promise((resolve) => threads.waiting.push(resolve))
  threads.started += 1
  return startWorker()
}

async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('reading-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
  })
  // An `error` event that nobody hears ends the process. Whoever waits for an answer hears it through `once`.
  worker.on('error', () => undefined)
  await once(worker, 'online').catch(() => undefined)
  return worker
}

function giveBack(worker: Worker): void {
  const next = threads.waiting.shift()
  if (next) return next(worker)
  worker.unref()
  threads.idle.push(worker)
  threads.ends.set(worker, setTimeout(() => end(worker), kept).unref())
}

function end(worker: Worker): void {
  threads.idle = threads.idle.filter((other) => other !== worker)
  threads.ends.delete(worker)
  threads.started -= 1
  void worker.terminate()
}

async function discard(worker: Worker): Promise<void> {
  threads.ends.delete(worker)
  void worker.terminate()
  const next = threads.waiting.shift()
  if (next) next(await startWorker())
  else threads.started -= 1
}
