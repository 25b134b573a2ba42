import type { MailAccount } from '../../../src/mail/index.ts'
import { MailError } from '../../../src/mail/index.ts'
import { fill } from '../../mail/imap/open-mail.ts'
import { temporaryStore } from '../../support/store.ts'
import { handClock } from '../workshop.ts'
import { allOf, openDesk, subjectsIn, undoOn } from './desk.ts'

describe('pressing « Annuler »', () => {
  it('twice, or in two processes at once, does it once and says the same', async () => {
    const { mail, user, account, dataDir, did, press } = await openDesk()
    await fill(user, 3)
    const id = await did(await allOf(mail, 'INBOX'), { copyTo: 'INBOX' })
    const other = undoOn(await temporaryStore({ dataDir }))

    let removals = 0
    const counted: MailAccount = {
      ...mail,
      removeMessages: (selection) => {
        removals++
        return mail.removeMessages(selection)
      },
    }
    const presses = await Promise.all([press(id, counted), press(id, counted), other.undo(account, id, counted)])
    expect(removals).toBe(1)
    expect(new Set(presses.map((pressed) => pressed?.id)).size).toBe(1)
    expect(await press(id)).toEqual(presses[0])
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 1', 'Letter 2', 'Letter 3'])
  })

  it('is for its own account, and for what is not final', async () => {
    const { mail, user, account, store, did, press } = await openDesk()
    await fill(user, 1)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    expect(await undoOn(store).undo(`not ${account}`, id, mail)).toBeUndefined()
    const removed = await did(await allOf(mail, 'Archives'), 'remove')
    expect(await press(removed)).toBeUndefined()
  })

  it('reaches no further back than 50 deeds, undos not counted', async () => {
    const { mail, user, account, history, did, press, undone } = await openDesk()
    await fill(user, 1)
    const old = await did(await allOf(mail, 'INBOX'), 'follow')
    const next = await did(await allOf(mail, 'INBOX'), 'read')
    for (let count = 0; count < 49; count++) await history.write(account, { kind: 'draft-closed', draft: 'd1' })

    expect(await press(old)).toBeUndefined()
    expect(await undone(next)).toMatchObject({ count: 1 })
    expect(await press(old)).toBeUndefined()
  })

  it('stops when it takes too long, says what is left, and goes on with the next press', async () => {
    const { mail, user, account, store, did, undone } = await openDesk({ patience: -1 })
    await fill(user, 2)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    expect(await undone(id)).toMatchObject({ state: 'unfinished', count: 0, left: [{ why: 'later', count: 2 }] })

    await undoOn(store).undo(account, id, mail)
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 1', 'Letter 2'])
  })

  it('again after the mail server was away puts back the rest', async () => {
    const { mail, user, did, press, undone } = await openDesk()
    await fill(user, 2)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    const away: MailAccount = { ...mail, moveMessages: () => Promise.reject(new MailError('server-unreachable')) }

    await expect(press(id, away)).rejects.toMatchObject({ reason: 'server-unreachable' })
    expect(await undone(id)).toMatchObject({ state: 'done', count: 2, left: [] })
  })

  it.each([
    { what: 'a minute later', step: 61_000 },
    { what: 'with the clock an hour back', step: -3_600_000 },
  ])('$what goes on where a process died, and counts what that one moved', async ({ step }) => {
    const clock = handClock()
    const { mail, user, account, dataDir, did, press, undoneBy } = await openDesk({ clock })
    await fill(user, 2)
    await mail.listMessages('INBOX', { page: 1, size: 25 })
    const id = await did(await allOf(mail, 'INBOX'), 'archive')

    const moved = Promise.withResolvers<undefined>()
    const dying: MailAccount = {
      ...mail,
      async moveMessages(selection, to) {
        await mail.moveMessages({ ...selection, uids: selection.uids.slice(0, 1) }, to)
        moved.resolve(undefined)
        return new Promise(() => undefined)
      },
    }
    void press(id, dying)
    await moved.promise

    clock.step(step)
    const other = undoOn(await temporaryStore({ dataDir }), { clock })
    expect(await undoneBy(other.undo(account, id, mail))).toMatchObject({ state: 'done', count: 2, left: [] })
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 1', 'Letter 2'])
  })

  it('may be tried again where nothing could be put back', async () => {
    const { mail, user, did, undone } = await openDesk()
    const path = await mail.createFolder({ name: 'Sorties' })
    await fill(user, 1, 'Sorties')
    const id = await did(await allOf(mail, path), 'archive')
    await mail.removeFolder({ folder: path, uidValidity: (await allOf(mail, path)).uidValidity, count: 0 })
    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'home-gone', count: 1 }] })

    await mail.createFolder({ name: 'Sorties' })
    expect(await undone(id)).toMatchObject({ count: 1, left: [] })
  })
})
