import type { Moved } from '../../mail/index.ts'
import { isMove } from '../deeds.ts'
import type { Deed, Trace } from '../types.ts'

/** Where a message is, as far as is known: by its UID, by its Message-ID, or only in which folder. */
export interface Place {
  folder: string
  at?: { uidValidity: string; uid: number } | undefined
  messageId?: string | undefined
}

/** What a deed did to places, in the order it was done. */
function tracesOf(of: string, deed: Deed): Trace[] {
  if (isMove(deed)) return [{ of, moved: deed.moved }]
  switch (deed.kind) {
    case 'draft-discarded':
      return (deed.discarded?.copies ?? []).map((moved) => ({ of, moved }))
    case 'removed':
      return deed.removed.how === 'expunged' ? [{ removed: deed.removed.selection }] : []
    case 'emptied':
    case 'folder-removed':
      return (deed.removed ?? []).map(({ selection }) => ({ removed: selection }))
    case 'folder-renamed':
    case 'folder-moved':
    case 'folder-deleted':
      return [{ paths: deed.folderMoved.paths }]
    case 'several':
      return deed.deeds.flatMap((one) => tracesOf(of, one))
    case 'undone':
      return deed.traces
    case 'copied':
    case 'read':
    case 'unread':
    case 'followed':
    case 'unfollowed':
    case 'labelled':
    case 'unlabelled':
    case 'sent':
    case 'draft-closed':
    case 'folder-created':
    case 'folder-shown':
    case 'folder-hidden':
    case 'settings-changed':
    case 'receipt-sent':
    case 'unsubscribed':
      return []
  }
}

/** What deeds did, each thing when it was done: those of an undo that was cut off stand apart. */
export function inTurn(rows: { id: string; turn: number; deed: Deed }[]): (Trace & { turn: number })[] {
  const all = rows.flatMap(({ id, turn, deed }) => tracesOf(id, deed).map((trace) => ({ turn, ...trace })))
  return all.sort((one, other) => one.turn - other.turn)
}

/** Follows messages and folders through what was done to them since. */
export class Trail {
  readonly #traces: Trace[]
  /** UIDs of a trace, looked for once a message. */
  readonly #known = new Map<Trace, ReadonlySet<number>>()

  constructor(traces: Trace[] = []) {
    this.#traces = traces
  }

  /** The same, beginning a step earlier. */
  after(earlier: Trace): Trail {
    return new Trail([earlier, ...this.#traces])
  }

  add(trace: Trace): void {
    this.#traces.push(trace)
  }

  /** What the folder of this path is called now. */
  folder(path: string): string {
    return this.#traces.reduce((now, trace) => ('paths' in trace ? (trace.paths.get(now) ?? now) : now), path)
  }

  /** Undefined for what was removed for ever. */
  place(then: Place): Place | undefined {
    let now: Place | undefined = then
    for (const [index, trace] of this.#traces.entries()) {
      if (!now) return undefined
      now = this.#after(now, trace, index)
    }
    return now
  }

  /** Whether the undo of this row has moved it already: where it went since is another deed's. */
  wasPutBack(of: string, then: Place): boolean {
    let now: Place | undefined = then
    for (const [index, trace] of this.#traces.entries()) {
      if (!now) return false
      const next = this.#after(now, trace, index)
      if ('moved' in trace && trace.of === of && next !== now) return true
      now = next
    }
    return false
  }

  #after(place: Place, trace: Trace, index: number): Place | undefined {
    if ('paths' in trace) return { ...place, folder: trace.paths.get(place.folder) ?? place.folder }
    if ('removed' in trace) return this.#isIn(trace, trace.removed, place) ? undefined : place
    if ('restored' in trace) return place

    const { of, moved } = trace
    if (moved.from.folder !== place.folder) return place
    if (!place.at) return movedByName(place, moved)
    if (!this.#isIn(trace, moved.from, place) || this.#isRestored(of, place, index)) return place
    return destination(moved, place.at.uid, place.messageId)
  }

  /** The deed itself was undone since: a server that could only copy had left the message where it was. */
  #isRestored(of: string, place: Place, index: number): boolean {
    return this.#traces
      .slice(index + 1)
      .some((trace) => 'restored' in trace && trace.of === of && this.#isIn(trace, trace.restored, place))
  }

  #isIn(trace: Trace, selection: Moved['from'], { folder, at }: Place): boolean {
    if (at?.uidValidity !== selection.uidValidity || folder !== selection.folder) return false
    let uids = this.#known.get(trace)
    if (!uids) this.#known.set(trace, (uids = new Set(selection.uids)))
    return uids.has(at.uid)
  }
}

/** Where a move put one of its messages. */
export function destination(moved: Moved, uid: number, known?: string): Place {
  const messageId = moved.messageIds?.get(uid) ?? known
  const to = moved.toUidValidity === '' ? undefined : moved.uidMap.get(uid)
  return {
    folder: moved.to,
    at: to === undefined ? undefined : { uidValidity: moved.toUidValidity, uid: to },
    messageId,
  }
}

function movedByName(place: Place, moved: Moved): Place {
  const found = moved.messageIds && [...moved.messageIds].filter(([, id]) => id !== '' && id === place.messageId)
  const [only, other] = found ?? []
  return only && !other ? destination(moved, only[0]) : place
}
