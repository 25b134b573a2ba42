import { readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Store } from '../../src/store/index.ts'
import { createSweeper, retention, type DraftAt } from '../../src/work/index.ts'
import { lab } from '../support/lab.ts'
import { pressed, scriptedSubmission, startOutbox } from './dispatch.ts'
import { credentialsOf, openPostOffice } from './post-office.ts'
import { handClock, letter, openWorkshop, silent, until } from './workshop.ts'

const day = 24 * 3_600_000

describe('the sweeper', () => {
  let shop: Awaited<ReturnType<typeof openWorkshop>>
  let clock: ReturnType<typeof handClock>
  const sweepAfter = async (milliseconds: number) => {
    clock.advance(milliseconds)
    await createSweeper({ store: shop.store, clock, log: silent }).sweep()
  }
  /** Something else has its turn just before the first thing that is over is removed. */
  const sweepAround = async (meanwhile: () => Promise<unknown>) => {
    let before: (() => Promise<unknown>) | undefined = meanwhile
    const write: Store['write'] = async (work, options) => {
      const turn = before
      before = undefined
      await turn?.()
      return shop.store.write(work, options)
    }
    await createSweeper({ store: { ...shop.store, write }, clock, log: silent }).sweep()
  }
  const attach = async () => {
    const content = Readable.from([Buffer.from('x')])
    return (await shop.uploads.receive(shop.account, { name: 'x', type: 'text/plain', content, limit: 10 })).id
  }
  const save = (at: DraftAt, files: string[] = [], parked = false) =>
    shop.drafts.save(shop.account, at, letter({ files }), { parked })
  const files = () => readdir(path.join(shop.dataDir, 'files'))

  beforeEach(async () => {
    clock = handClock(Date.now())
    shop = await openWorkshop({ clock })
  })

  it('leaves a file of no draft a day, and the file of a draft as long as the draft', async () => {
    const [loose, held] = [await attach(), await attach()]
    await save({ id: 'd1', revision: 0 }, [held])

    await sweepAfter(retention.upload.keep - 1)
    expect(await files()).toHaveLength(2)
    await sweepAfter(2)
    expect((await shop.uploads.describe(shop.account, [loose, held])).map(({ id }) => id)).toEqual([held])
    expect(await files()).toHaveLength(1)
  })

  it('keeps for a day a file that was taken out of a letter: its page may come back', async () => {
    const file = await attach()
    await save({ id: 'd1', revision: 0 }, [file])
    clock.advance(3 * day)
    await save({ id: 'd1', revision: 1 }, [])

    await sweepAfter(retention.upload.keep - 1)
    expect(await shop.uploads.describe(shop.account, [file])).toHaveLength(1)
    await sweepAfter(2)
    expect(await shop.uploads.describe(shop.account, [file])).toEqual([])
  })

  it('never takes the only copy of a letter before a year has passed; a parked one waits thirty days', async () => {
    await save({ id: 'only', revision: 0 })
    await save({ id: 'parked', revision: 0 }, [await attach()], true)

    await sweepAfter(30 * day - 1)
    expect(await shop.drafts.list(shop.account)).toHaveLength(2)
    await sweepAfter(2)
    expect((await shop.drafts.list(shop.account)).map(({ id }) => id)).toEqual(['only'])
    await sweepAfter(retention.upload.keep + 1)
    expect(await files()).toEqual([])
    await sweepAfter(365 * day)
    expect(await shop.drafts.list(shop.account)).toEqual([])
  })

  it('leaves a draft that is saved between its look and its turn to remove it', async () => {
    await save({ id: 'old', revision: 0 }, [], true)
    clock.advance(31 * day)
    await sweepAround(() => shop.drafts.save(shop.account, { id: 'old', revision: 1 }, letter({ body: 'repris' })))

    expect((await shop.drafts.open(shop.account, 'old'))?.letter.body).toBe('repris')
  })

  it('leaves a letter of the outbox that is sent again between its look and its turn to remove it', async () => {
    const writer = await lab().addUser()
    const { server } = scriptedSubmission({ outcome: 'maybe' })
    const outbox = startOutbox(shop, { submission: server, clock })
    const { id } = await outbox.press(shop.account, pressed(writer, ['nobody@exemple.fr']))
    await until(async () => (await outbox.read(shop.account, id))?.state === 'maybe')
    await shop.store.write((transaction) => transaction.updateTable('outbox').set({ dismissed: 1 }).execute())
    clock.advance(31 * day)
    await sweepAround(() => outbox.sendAgain(shop.account, id, credentialsOf(writer)))

    expect(await outbox.read(shop.account, id)).toBeDefined()
  })

  it('keeps a month what was thrown away, or sent, however long ago it was written', async () => {
    const writer = await lab().addUser()
    const { mail } = openPostOffice()
    const { server } = scriptedSubmission({ outcome: 'maybe' })
    await save({ id: 'thrown', revision: 0 })
    await save({ id: 'sent', revision: 0 })
    clock.advance(40 * day)
    await shop.drafts.discard(shop.account, 'thrown', mail.account(shop.account, credentialsOf(writer)))
    const draft = { id: 'sent', revision: 1 }
    const outbox = startOutbox(shop, { submission: server, clock })
    await outbox.press(shop.account, pressed(writer, ['nobody@exemple.fr'], { draft }))
    const left = async () =>
      (await Promise.all(['thrown', 'sent'].map((id) => shop.drafts.open(shop.account, id)))).map((one) => one?.id)

    await sweepAfter(30 * day - 1)
    expect(await left()).toEqual(['thrown', 'sent'])
    await sweepAfter(2)
    expect(await left()).toEqual([undefined, undefined])
  })

  it('keeps the draft of a letter that leaves in some months until it has left', async () => {
    const writer = await lab().addUser()
    await save({ id: 'planned', revision: 0 })
    const leaves = { kind: 'planned' as const, at: new Date(clock.now() + 300 * day) }
    const outbox = startOutbox(shop, { clock })
    const draft = { id: 'planned', revision: 1 }
    const { id } = await outbox.press(shop.account, pressed(writer, ['nobody@exemple.fr'], { draft, leaves }))

    await sweepAfter(200 * day)
    expect((await shop.drafts.open(shop.account, 'planned'))?.sent?.outbox).toBe(id)
    await shop.store.write((transaction) => transaction.updateTable('outbox').set({ state: 'filed' }).execute())
    await sweepAfter(1)
    expect(await shop.drafts.open(shop.account, 'planned')).toBeUndefined()
  })

  it('takes the deeds of a month ago, and what a killed process left in the folder', async () => {
    const { id } = await shop.history.write(shop.account, { kind: 'draft-closed', draft: 'd1' })
    await attach()
    const stray = path.join(shop.dataDir, 'files', 'stray.part')
    await writeFile(stray, 'half')
    await utimes(stray, new Date(), new Date(Date.now() - 2 * day))

    await sweepAfter(0)
    expect(await files()).toHaveLength(1)
    expect(await shop.history.read(shop.account, id)).toBeDefined()
    await sweepAfter(retention.history.keep + 1)
    expect(await shop.history.read(shop.account, id)).toBeUndefined()
  })

  it('lets others sweep in the same round', async () => {
    const swept: string[] = []
    const others = [() => Promise.resolve(void swept.push('sessions'))]
    await createSweeper({ store: shop.store, clock, log: silent, others }).sweep()
    expect(swept).toEqual(['sessions'])
  })
})
