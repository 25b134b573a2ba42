import fc from 'fast-check'
import { readDeedJson, readDeedToTell, writeDeedJson } from '../../src/work/deed-json.ts'
import type { Deed } from '../../src/work/index.ts'

const uids = fc.uniqueArray(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 40 })
/** Neighbours are what a whole folder is made of. */
const neighbours = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 40 }))
  .map(([first, length]) => Array.from({ length }, (_item, index) => first + index))

const everyMessage = (count: number) => Array.from({ length: count }, (_item, index) => index + 1)

describe('a deed as it is kept', () => {
  it('comes back as it was: every UID, in its order, and where it went', () => {
    fc.assert(
      fc.property(fc.oneof(uids, neighbours), fc.oneof(uids, neighbours), (from, to) => {
        const uidMap = new Map(from.slice(0, to.length).map((uid, index) => [uid, to[index] ?? 0]))
        const selection = { folder: 'Élèves', uidValidity: '7', uids: from }
        const deed: Deed = { kind: 'moved', moved: { from: selection, to: '4e B', uidMap, toUidValidity: '8' } }
        expect(readDeedJson(writeDeedJson(deed))).toEqual(deed)
      }),
    )
  })

  it('is told of whole while few messages are in it, and by their number when many are', () => {
    const told = (count: number) => {
      const selection = { folder: 'INBOX', uidValidity: '7', uids: everyMessage(count) }
      const uidMap = new Map(selection.uids.map((uid) => [uid, uid + 7]))
      const moved: Deed = { kind: 'moved', moved: { from: selection, to: '4e B', uidMap, toUidValidity: '8' } }
      const before = selection.uids.map((uid) => ({ uid, flags: ['flagged' as const], keywords: [] }))
      const read: Deed = { kind: 'read', changed: { selection, before } }
      return [readDeedToTell(writeDeedJson(moved)), readDeedToTell(writeDeedJson(read)), moved, read] as const
    }
    const [movedFew, readFew, moved, read] = told(500)
    const [movedMany, readMany] = told(100_000)

    expect([movedFew, readFew]).toEqual([moved, read])
    expect('moved' in movedMany && [movedMany.moved.from.uids.length, movedMany.moved.to]).toEqual([100_000, '4e B'])
    expect('changed' in readMany && readMany.changed.before.length).toBe(100_000)
    expect(JSON.stringify([movedMany, readMany].map((deed) => Object.keys(deed)))).toBe(
      JSON.stringify([moved, read].map((deed) => Object.keys(deed))),
    )
    expect('moved' in movedMany && Object.keys(movedMany.moved.from.uids)).toEqual([])
  })

  it('keeps the flags each message had', () => {
    const before = [
      { uid: 9, flags: ['flagged' as const], keywords: ['$label1'] },
      { uid: 3, flags: [], keywords: [] },
      { uid: 4, flags: [], keywords: [] },
      { uid: 10, flags: ['flagged' as const], keywords: ['$label1'] },
    ]
    const selection = { folder: 'INBOX', uidValidity: '7', uids: [3, 4, 9, 10] }
    const deed: Deed = { kind: 'read', changed: { selection, before } }

    const back = readDeedJson(writeDeedJson(deed))

    expect('changed' in back && back.changed.selection).toEqual(selection)
    expect('changed' in back && back.changed.before.toSorted((one, other) => one.uid - other.uid)).toEqual(
      before.toSorted((one, other) => one.uid - other.uid),
    )
  })

  it('stays small, whatever the folder holds', () => {
    const all = everyMessage(100_000)
    const selection = { folder: 'INBOX', uidValidity: '7', uids: all }
    const uidMap = new Map(all.map((uid) => [uid, uid + 5]))
    const moved: Deed = { kind: 'deleted', moved: { from: selection, to: 'Corbeille', uidMap, toUidValidity: '8' } }
    const before = all.map((uid) => ({ uid, flags: [], keywords: [] }))
    const read: Deed = { kind: 'read', changed: { selection, before } }

    expect(writeDeedJson(moved).length).toBeLessThan(300)
    expect(writeDeedJson(read).length).toBeLessThan(300)
    expect(readDeedJson(writeDeedJson(moved))).toEqual(moved)
    expect(readDeedJson(writeDeedJson(read))).toEqual(read)
  })

  it('written before UIDs were shortened can still be read', () => {
    const kept =
      '{"kind":"moved","moved":{"from":{"folder":"INBOX","uidValidity":"7","uids":[3]},"to":"x","uidMap":{"pairs":[[3,30]]},"toUidValidity":"8"}}'
    const from = { folder: 'INBOX', uidValidity: '7', uids: [3] }
    expect(readDeedJson(kept)).toEqual({
      kind: 'moved',
      moved: { from, to: 'x', uidMap: new Map([[3, 30]]), toUidValidity: '8' },
    })
  })
})
