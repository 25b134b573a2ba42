import type { MailAccount } from '../../mail/index.ts'
import { systemClock, type Clock } from '../clock.ts'
import { createTurns } from '../turns.ts'
import type { Deed, History, Trace, Undone } from '../types.ts'
import { type Claim, type ClaimParts, endClaim, noteClaim, releaseClaim, takeClaim, tracesSince } from './claims.ts'
import { Tally } from './tally.ts'
import { Trail } from './trail.ts'
import { undoDeed } from './undo-deed.ts'
import type { UndoParts } from './undoing.ts'

/** Milliseconds of one press; what is left is said, and goes on with the next. */
const usualPatience = 20_000

/** Milliseconds that a second press waits for the first one, in another process. */
const patienceForOthers = 5_000

/** Puts back what people did. */
export interface Undo {
  /**
   * Puts back what a deed truly changed, as far as it can be had, and gives the row that says so; pressed again, the same
   * one. Undefined for what is not this account's, is final, or older than the last 50. Rejects with the server's
   * `MailError`: what was put back until then is known, and the next press goes on.
   */
  undo(account: string, id: string, mail: MailAccount): Promise<{ id: string } | undefined>
}

interface Parts extends UndoParts, ClaimParts {
  history: Pick<History, 'read'>
  /** Milliseconds. */
  patience: number
}

type UndoOptions = Omit<Parts, 'clock' | 'patience'> & { clock?: Clock; patience?: number }

export function createUndo({ clock = systemClock, patience = usualPatience, ...options }: UndoOptions): Undo {
  const parts = { ...options, clock, patience }
  const inTurn = createTurns()
  return {
    undo: (account, id, mail) =>
      inTurn(id, async () => {
        const claimed = await takeClaim(parts, account, id)
        if (!claimed) return undefined
        if ('done' in claimed) return { id: claimed.done }
        if ('busy' in claimed) return waitFor(parts, account, claimed.busy)
        await work(parts, claimed.claim, mail)
        return { id: claimed.claim.id }
      }),
  }
}

async function work(parts: Parts, claim: Claim, mail: MailAccount): Promise<void> {
  try {
    await endClaim(parts, claim, await putBack(parts, claim, mail))
  } catch (error) {
    await releaseClaim(parts, claim)
    throw error
  }
}

async function putBack(parts: Parts, claim: Claim, mail: MailAccount): Promise<Undone> {
  const { clock, patience, drafts, preferences, searches } = parts
  const { account, again, deed } = claim
  const tally = new Tally()
  const trail = new Trail(await tracesSince(parts, claim))
  const end = clock.monotonic() + patience
  let { undone } = claim
  const keep = async (trace: Trace) => {
    trail.add(trace)
    undone = await noteClaim(parts, { ...claim, undone }, trace)
  }
  const late = () => clock.monotonic() > end
  await undoDeed(
    {
      ...{ of: undone.of, account, again, mail, drafts, preferences, searches },
      ...{ trail, tally, folders: await mail.folders(), keep, late },
    },
    deed,
  )
  const folder = folderIn(deed)
  return { ...undone, ...tally.outcome, ...(folder !== undefined && { folder: trail.folder(folder) }) }
}

/** The folder that a deed is about, as it was called when it was done. */
function folderIn(deed: Deed): string | undefined {
  if ('folderMoved' in deed) return deed.folderMoved.to
  return 'folder' in deed ? deed.folder : undefined
}

/** What another process does is seen in the store only. */
async function waitFor({ clock, history }: Parts, account: string, id: string): Promise<{ id: string }> {
  const end = clock.monotonic() + patienceForOthers
  const isUnderWay = async () => {
    const deed = (await history.read(account, id))?.deed
    return deed?.kind === 'undone' && deed.state === 'begun'
  }
  while ((await isUnderWay()) && clock.monotonic() < end) await pause(100)
  return { id }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
