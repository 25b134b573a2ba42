import { MailError, type Selection } from '../../mail/index.ts'
import type { WhyLeft } from '../types.ts'
import type { Tally } from './tally.ts'
import type { Place } from './trail.ts'
import type { Undoing } from './undoing.ts'

/** Messages of one command: a second or two of the server's, then what was done is written down. */
const atOnce = 5_000

/** Does something to messages of one folder; gives how many of them were there. */
type Act = (selection: Selection) => Promise<number>

type Needs = Pick<Undoing, 'late' | 'mail'> & { tally: Pick<Tally, 'put' | 'leave'> }

/** A message where it is known to be, or at least named. */
type Known = Place & { at: NonNullable<Place['at']> }

/**
 * Acts on messages where they are now. By UID; where the server never told it, or the folder was rebuilt since, by
 * Message-ID, if it names exactly one message of that folder. Each is counted, done or not.
 */
export async function atPlaces(undoing: Needs, places: Place[], act: Act): Promise<void> {
  const known = places.filter((place): place is Known => place.at !== undefined)
  for (const [, group] of Map.groupBy(known, ({ folder, at }) => `${at.uidValidity} ${folder}`))
    for (let from = 0; from < group.length; from += atOnce)
      await atOnceIn(undoing, group.slice(from, from + atOnce), act)
  await byName(
    undoing,
    places.filter(({ at }) => !at),
    act,
  )
}

async function atOnceIn(undoing: Needs, places: Known[], act: Act): Promise<void> {
  const [first] = places
  if (!first) return
  const { folder, at } = first
  const uids = places.map((place) => place.at.uid)
  const rebuilt = await tried(undoing, uids.length, () => act({ folder, uidValidity: at.uidValidity, uids }))
  if (rebuilt) await byName(undoing, places, act)
}

/** Whether the folder is another one than it was: then nothing was done, and nothing counted. */
async function tried({ late, tally }: Needs, asked: number, work: () => Promise<number>): Promise<boolean> {
  if (late()) {
    tally.leave('later', asked)
    return false
  }
  try {
    const done = await work()
    tally.put(done)
    tally.leave('missing', asked - done)
  } catch (error) {
    if (error instanceof MailError && error.reason === 'message-not-found') return true
    tally.leave(whyLeft(error), asked)
  }
  return false
}

async function byName(undoing: Needs, places: Place[], act: Act): Promise<void> {
  const { mail, late, tally } = undoing
  for (const { folder, messageId } of places) {
    if (late()) tally.leave('later')
    else if (!messageId) tally.leave('unknown')
    else {
      const found = await mail.findByHeader(folder, 'Message-ID', messageId).catch(noneIfGone(folder))
      // Two of one name may be a letter and its copy: nobody can tell which was meant.
      if (found.uids.length !== 1) tally.leave(found.uids.length === 0 ? 'missing' : 'unclear')
      else if (await tried(undoing, 1, () => act(found))) tally.leave('missing')
    }
  }
}

const noneIfGone =
  (folder: string) =>
  (error: unknown): Selection => {
    if (whyLeft(error) !== 'missing') throw error
    return { folder, uidValidity: '', uids: [] }
  }

/** The server's no, said of what it was asked; anything else is not about these messages, and ends the undo. */
export function whyLeft(error: unknown): WhyLeft {
  if (!(error instanceof MailError)) throw error
  switch (error.reason) {
    case 'folder-not-found':
      return 'missing'
    case 'refused':
    case 'keyword-refused':
    case 'over-quota':
      return 'refused'
    default:
      throw error
  }
}
