import { MailError } from '../errors.ts'
import type { Folder, Quota } from '../types.ts'
import type { Line } from './line.ts'

/** What a borrower means to do. */
export interface Want {
  /** The folder that will be selected; absent for work that needs none. */
  folder?: string
  /** A person looks at it: it deserves to stay selected. */
  reading?: boolean
  /** Long work that goes from folder to folder: never on the line a person reads while another can be had. */
  aside?: boolean
}

interface Job {
  want: Want
  /** Waited long enough for the line that suits best. */
  urgent: boolean
  timer: NodeJS.Timeout
  give: (line: Line) => void
  refuse: (error: unknown) => void
}

/** What is remembered of an account as long as a line of it is open. */
export interface Memory {
  folders?: Folder[]
  /** The server's words they were made of, and the roles chosen. */
  saidOfFolders?: string
  foldersAsked?: Promise<Folder[]> | undefined
  quota?: { value: Quota | undefined; at: number } | undefined
}

interface PoolOptions {
  /** Opens a line, after waiting for room in the process. */
  open: () => Promise<Line>
  /** Hears of every line that nobody here waits for. */
  freed: (line: Line) => void
  /** Hears that nothing is open, being opened or waited for. */
  emptied: () => void
}

/** Milliseconds. A second line costs a sign-in and memory on both sides, a command lasts one or two: wait for the first. */
const patienceForBest = 200
const mostLines = 2

/** The lines of one account opened with the same credentials, lent to one borrower at a time. */
export class Pool {
  readonly lines = new Set<Line>()
  readonly memory: Memory = {}
  retired = false
  #opening = 0
  readonly #jobs: Job[] = []
  readonly #open: () => Promise<Line>
  readonly #freed: (line: Line) => void
  readonly #emptied: () => void

  constructor({ open, freed, emptied }: PoolOptions) {
    this.#open = open
    this.#freed = freed
    this.#emptied = emptied
  }

  get empty(): boolean {
    return this.lines.size + this.#opening + this.#jobs.length === 0
  }

  borrow(want: Want): Promise<Line> {
    return new Promise<Line>((give, refuse) => {
      const job: Job = { want, urgent: false, give, refuse, timer: setTimeout(() => this.#hurry(job), patienceForBest) }
      this.#jobs.push(job)
      this.#serve()
    })
  }

  giveBack(line: Line): void {
    line.busy = false
    line.usedAt = performance.now()
    // Who waited before its retirement is served: closed each time, a line would be opened anew for them without end.
    if (this.retired && this.#jobs.length === 0) this.retire()
    if (line.lost) return this.forget(line)
    this.#serve()
    if (!this.#isBusy(line)) this.#freed(line)
  }

  /** Opens a line whatever is kept, because the server's answer to this password is what is wanted. */
  async prove(): Promise<void> {
    this.#opening++
    try {
      this.#adopt(await this.#open())
    } finally {
      this.#opening--
      this.#serve()
    }
  }

  forget(line: Line): void {
    this.lines.delete(line)
    // Who waited behind a silent server has waited as long as its borrower.
    if (line.silent) this.#refuseAll(new MailError('server-silent', { detail: 'waiting for a line' }))
    this.#serve()
  }

  /** Idle lines end now, busy ones when their work is done. */
  retire(): void {
    this.retired = true
    for (const line of [...this.lines]) if (!line.busy) line.close()
  }

  /** All lines end now, and who waits is refused. */
  end(): void {
    this.retired = true
    this.#refuseAll(new MailError('server-unreachable', { detail: 'closing' }))
    for (const line of [...this.lines]) line.close()
  }

  /** Asked anew: serving may just have lent it again. */
  #isBusy(line: Line): boolean {
    return line.busy
  }

  #hurry(job: Job): void {
    if (job.want.aside === true) return
    job.urgent = true
    this.#serve()
  }

  #serve(): void {
    for (const job of [...this.#jobs]) {
      const line = this.#pick(job)
      if (line) this.#hand(line, job)
    }
    const needed = this.#jobs.some((job) => this.#wantsAnother(job))
    if (needed && this.#opening === 0 && this.lines.size < mostLines) void this.#grow()
    if (this.empty) this.#emptied()
  }

  #adopt(line: Line): void {
    if (this.lines.size >= mostLines) return line.close()
    this.lines.add(line)
    this.giveBack(line)
  }

  #hand(line: Line, job: Job): void {
    clearTimeout(job.timer)
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
    line.busy = true
    if (job.want.reading) line.readAt = performance.now()
    job.give(line)
  }

  #pick({ want, urgent }: Job): Line | undefined {
    const idle = [...this.lines].filter((line) => !line.busy && !line.lost)
    const byLastReading = idle.sort((one, other) => one.readAt - other.readAt)
    if (want.aside === true && !urgent) return this.#pickAside()
    if (want.folder === undefined) return byLastReading[0]

    // What is kept of a page is on the line that read it last.
    const inOrder = want.reading === true ? byLastReading.toReversed() : byLastReading
    const holding = inOrder.find((line) => line.folder?.path === want.folder)
    if (holding || urgent) return holding ?? byLastReading[0]
    if ([...this.lines].some((line) => line.folder?.path === want.folder)) return undefined
    // Other work must not take the folder a person is reading away from the only line.
    return byLastReading.find((line) => want.reading === true || line.readAt === 0 || this.lines.size === mostLines)
  }

  /** The line read longest ago of as many as there may be, once it is free. */
  #pickAside(): Line | undefined {
    if (this.lines.size < mostLines) return undefined
    const [least] = [...this.lines].sort((one, other) => one.readAt - other.readAt)
    return least && !least.busy && !least.lost ? least : undefined
  }

  #wantsAnother({ want, urgent }: Job): boolean {
    if (this.lines.size === 0 || urgent || want.aside === true) return true
    const held = [...this.lines].some((line) => line.folder?.path === want.folder)
    return want.folder !== undefined && want.reading !== true && !held && [...this.lines].some((line) => !line.busy)
  }

  async #grow(): Promise<void> {
    this.#opening++
    try {
      const line = await this.#open()
      this.#opening--
      this.#adopt(line)
    } catch (error) {
      this.#opening--
      this.#doWithout(error)
    }
  }

  /** With another line open, its work is only slower; without, or with a password that is no longer good, nobody is served. */
  #doWithout(error: unknown): void {
    const isPassword = error instanceof MailError && error.reason === 'credentials-rejected'
    if (this.lines.size === 0 || isPassword) this.#refuseAll(error)
    for (const job of [...this.#jobs]) {
      job.urgent = true
      const line = this.#pick(job)
      if (line) this.#hand(line, job)
    }
    if (this.empty) this.#emptied()
  }

  #refuseAll(error: unknown): void {
    for (const { timer, refuse } of this.#jobs.splice(0)) {
      clearTimeout(timer)
      refuse(error)
    }
  }
}
