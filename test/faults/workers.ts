import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { PressOrder, WorkerPlan } from './press-order.ts'
import type { Said, Told } from './worker.ts'

/** A worker process that is started again whenever it was killed. Orders it has not answered are given again. */
export class Worker {
  readonly #plan: WorkerPlan
  readonly #open = new Map<number, PressOrder>()
  readonly #ids = new Map<number, string>()
  #child: ChildProcess | undefined
  #clockOff = 0

  constructor(plan: WorkerPlan) {
    this.#plan = plan
  }

  /** The outbox entry each order became. */
  get ids(): ReadonlyMap<number, string> {
    return this.#ids
  }

  get unanswered(): number {
    return this.#open.size
  }

  async start(): Promise<void> {
    const options = { execArgv: [], serialization: 'json' as const }
    const child = fork(
      path.join(import.meta.dirname, 'worker.ts'),
      [JSON.stringify(this.#plan), String(this.#clockOff)],
      options,
    )
    this.#child = child
    const ready = Promise.withResolvers<undefined>()
    child.on('message', (said: Said) => {
      if (said === 'ready') return ready.resolve(undefined)
      this.#open.delete(said.pressed.order)
      this.#ids.set(said.pressed.order, said.id)
    })
    child.once('exit', () => ready.resolve(undefined))
    await ready.promise
    for (const press of this.#open.values()) this.#tell({ press })
  }

  press(press: PressOrder): void {
    this.#open.set(press.order, press)
    this.#tell({ press })
  }

  /** Sets its wall clock so many milliseconds ahead of this machine's, for its successors too. */
  setClock(ahead: number): void {
    this.#clockOff = ahead
    this.#tell({ setClock: ahead })
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** Ends it as a signal would. */
  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    this.#tell('stop')
    await once(child, 'exit')
  }

  #tell(told: Told): void {
    if (this.#child?.connected) this.#child.send(told, () => undefined)
  }
}
