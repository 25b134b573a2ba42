import type { ImapFlow } from 'imapflow'
import { MailError } from '../errors.ts'
import type { Activity } from './transport.ts'
import type { Stretch, Window } from './window.ts'

/** The folder selected on a line, as its session sees it. */
export interface SelectedFolder {
  path: string
  uidValidity: string
  /** Grows with every EXISTS and EXPUNGE: what was counted before a change is worthless after it. */
  changes: number
  /** Sequence numbers removed, in the order the server said so. */
  removed: number[]
  /** Selected by this very borrower: nothing can be newer. */
  fresh: boolean
  /** Pages listed since it was selected. */
  pages: Set<number>
  /** The page of rows kept since it was last read. */
  window?: Window
  /** Neighbours in the order last asked for. */
  stretch?: Stretch
}

/** What is counted for the operator. */
export interface Tally {
  commands: number
}

/** One kept connection of one user. Only its borrower speaks on it. */
export interface Line {
  imap: ImapFlow
  activity: Activity
  /** Of the whole process. */
  tally: Tally
  /** Milliseconds without a byte before a command is given up. */
  patience: number
  busy: boolean
  /** The server or the network ended it, or we did. */
  lost: boolean
  /** Given up because the server said nothing. */
  silent: boolean
  /** An answer was larger than anything meant to be read, which ended the line. */
  overflowed: boolean
  /** When a person last read a folder on it (`performance.now()`), 0 when nobody did. */
  readAt: number
  /** When it was last given back. */
  usedAt: number
  folder?: SelectedFolder | undefined
  /** Folders have changed meanwhile: the name of the one selected may be another's, or nobody's, by now. */
  stale: boolean
  close: () => void
}

/**
 * Waits for `answer` as long as bytes come or go. A line that is silent for too long is closed, because
 * its answer, should it come, would be taken for the next command's.
 */
export function withPatience<T>(line: Line, answer: Promise<T>): Promise<T> {
  line.tally.commands++
  line.activity.heardAt = performance.now()
  let pending = line.activity.pending()
  return new Promise<T>((resolve, reject) => {
    let timer = setTimeout(check, line.patience)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))

    function check(): void {
      const stillPending = line.activity.pending()
      const quiet = stillPending === pending ? performance.now() - line.activity.heardAt : 0
      pending = stillPending
      if (quiet < line.patience) {
        timer = setTimeout(check, line.patience - quiet)
        return
      }
      line.silent = true
      reject(new MailError('server-silent', { detail: `${line.patience} ms` }))
      line.close()
    }
  })
}
