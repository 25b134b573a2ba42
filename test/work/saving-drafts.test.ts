import { Readable } from 'node:stream'
import { ParkingFull, type DraftAt } from '../../src/work/index.ts'
import { handClock, letter, openWorkshop, workOn } from './workshop.ts'
import { temporaryStore } from '../support/store.ts'

describe('saving a draft', () => {
  let shop: Awaited<ReturnType<typeof openWorkshop>>
  const clock = handClock()
  const save = (at: DraftAt, changes: Parameters<typeof letter>[0], parked = false) =>
    shop.drafts.save(shop.account, at, letter(changes), { parked })
  const attach = async (content: string) => {
    const file = { name: 'liste.csv', type: 'text/csv', content: Readable.from([Buffer.from(content)]), limit: 1000 }
    return (await shop.uploads.receive(shop.account, file)).id
  }
  const newDraft = { id: 'd1', revision: 0 }

  beforeEach(async () => {
    shop = await openWorkshop({ clock })
  })

  it('keeps what was typed, as it was typed', async () => {
    const file = await attach('Ada;12')
    const typed = { to: 'Dupont, Marie <marie@', body: 'Ligne 1\r\nLigne 2 ✓', files: [file] }
    await expect(save(newDraft, typed)).resolves.toEqual({ outcome: 'saved', draft: { id: 'd1', revision: 1 } })

    const draft = await shop.drafts.open(shop.account, 'd1')
    expect(draft).toMatchObject({ revision: 1, letter: letter(typed), place: 'here', parked: false })
    expect(draft?.files.map(({ name }) => name)).toEqual(['liste.csv'])
  })

  it('gives the same content posted twice the same answer, its file uploaded twice', async () => {
    await save(newDraft, { body: 'un' })
    const first = await save({ id: 'd1', revision: 1 }, { body: 'deux', files: [await attach('x')] })
    const again = await save({ id: 'd1', revision: 1 }, { body: 'deux', files: [await attach('x')] })

    expect(first).toEqual({ outcome: 'saved', draft: { id: 'd1', revision: 2 } })
    expect(again).toEqual({ outcome: 'repeated', draft: { id: 'd1', revision: 2 } })
  })

  it('remembers what an older post became when the draft has gone on', async () => {
    await save(newDraft, { body: 'un' })
    await save({ id: 'd1', revision: 1 }, { body: 'deux' })
    await save({ id: 'd1', revision: 2 }, { body: 'trois' })

    await expect(save(newDraft, { body: 'un' })).resolves.toEqual({
      outcome: 'repeated',
      draft: { id: 'd1', revision: 1 },
    })
    expect((await shop.drafts.open(shop.account, 'd1'))?.letter.body).toBe('trois')
  })

  it('keeps both texts when another page has moved on, each with its own files', async () => {
    await save(newDraft, { body: 'un' })
    await save({ id: 'd1', revision: 1 }, { body: 'de la page A' })
    const file = await attach('de B')
    const saved = await save({ id: 'd1', revision: 1 }, { body: 'de la page B', files: [file] })

    if (saved.outcome !== 'conflict') throw new Error(saved.outcome)
    expect(saved.draft).toEqual({ id: 'd1', revision: 2 })
    expect((await shop.drafts.open(shop.account, 'd1'))?.letter.body).toBe('de la page A')
    expect(await shop.drafts.open(shop.account, saved.other.id)).toMatchObject({
      letter: { body: 'de la page B' },
      files: [{ id: file }],
    })
    // Reloading the page of the conflict makes no third draft.
    await expect(save({ id: 'd1', revision: 1 }, { body: 'de la page B', files: [file] })).resolves.toEqual(saved)
  })

  it('takes another file under the same name for another content', async () => {
    await save(newDraft, {})
    await save({ id: 'd1', revision: 1 }, { files: [await attach('x')] })
    await expect(save({ id: 'd1', revision: 1 }, { files: [await attach('y')] })).resolves.toMatchObject({
      outcome: 'conflict',
    })
  })

  it('loses none of fifty different posts of one revision, over two processes', async () => {
    await save(newDraft, { body: 'début' })
    const second = workOn(await temporaryStore({ dataDir: shop.dataDir }), { clock })
    const texts = Array.from({ length: 50 }, (_, number) => `texte ${number}`)

    const saved = await Promise.all(
      texts.map((body, number) =>
        (number % 2 ? shop : second).drafts.save(shop.account, { id: 'd1', revision: 1 }, letter({ body })),
      ),
    )

    const ids = saved.map((one) => (one.outcome === 'conflict' ? one.other.id : 'd1'))
    const kept = await Promise.all(ids.map(async (id) => (await shop.drafts.open(shop.account, id))?.letter.body))
    expect(saved.filter((one) => one.outcome === 'saved')).toHaveLength(1)
    expect(kept).toEqual(texts)
  }, 60_000)

  it('answers fifty identical posts of one revision with one draft', async () => {
    const saved = await Promise.all(Array.from({ length: 50 }, () => save(newDraft, { body: 'une fois' })))

    expect(new Set(saved.map((one) => JSON.stringify('draft' in one && one.draft))).size).toBe(1)
    expect(saved.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1)
    expect(await shop.drafts.list(shop.account)).toHaveLength(1)
  })

  it('shows nobody the draft of another account, nor lets them write into it', async () => {
    await save(newDraft, { body: 'à moi' })

    expect(await shop.drafts.open('somebody-else', 'd1')).toBeUndefined()
    const stolen = await shop.drafts.save('somebody-else', { id: 'd1', revision: 1 }, letter({ body: 'à lui' }))
    expect(stolen).toMatchObject({ outcome: 'saved', draft: { revision: 1 } })
    expect('draft' in stolen && stolen.draft.id).not.toBe('d1')
    expect((await shop.drafts.open(shop.account, 'd1'))?.letter.body).toBe('à moi')
  })

  it('keeps a letter whose draft the store has forgotten', async () => {
    await expect(save({ id: 'oublié', revision: 7 }, { body: 'toujours là' })).resolves.toEqual({
      outcome: 'saved',
      draft: { id: 'oublié', revision: 8 },
    })
  })

  it('parks only so many bytes for one account', async () => {
    const [heavy, light] = [await attach('lourd'), await attach('léger')]
    const almostAll = { size: 200 * 1024 * 1024 - 3 }
    await shop.store.write((transaction) =>
      transaction.updateTable('upload').set(almostAll).where('id', '=', heavy).execute(),
    )
    await save(newDraft, { files: [heavy] }, true)

    await expect(save({ id: 'd2', revision: 0 }, { files: [light] }, true)).rejects.toBeInstanceOf(ParkingFull)
    await expect(save({ id: 'd2', revision: 0 }, { files: [light] })).resolves.toMatchObject({ outcome: 'saved' })
  })

  it('parks what a dead session typed, says so until its owner has seen it, and bounds it', async () => {
    await save(newDraft, { body: 'vendredi soir' }, true)
    expect(await shop.drafts.list(shop.account)).toMatchObject([{ id: 'd1', parked: true }])
    await shop.drafts.unpark(shop.account, 'd1')
    expect(await shop.drafts.list(shop.account)).toMatchObject([{ id: 'd1', parked: false }])

    const flood = Array.from({ length: 31 }, (_, number) => save({ id: `p${number}`, revision: 0 }, {}, true))
    const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(1)
    expect((refused[0] as PromiseRejectedResult).reason).toBeInstanceOf(ParkingFull)
  })
})
