import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, stat, truncate } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { UploadMissing, UploadTooLarge } from '../../src/work/index.ts'
import { letter, openWorkshop, until } from './workshop.ts'

describe('files people attach', () => {
  let shop: Awaited<ReturnType<typeof openWorkshop>>
  const files = async (): Promise<string[]> => readdir(path.join(shop.dataDir, 'files')).catch(() => [])
  const receive = (content: Readable | Buffer, limit = 1024 * 1024) =>
    shop.uploads.receive(shop.account, {
      name: 'Bulletins 4e B.pdf',
      type: 'application/pdf',
      content: Buffer.isBuffer(content) ? Readable.from([content]) : content,
      limit,
    })

  beforeEach(async () => {
    shop = await openWorkshop()
  })

  it.each([0, 1, 65_535, 65_536, 200_000])('come back byte for byte (%i bytes)', async (size) => {
    const content = randomBytes(size)
    const upload = await receive(content)

    expect(upload).toMatchObject({ name: 'Bulletins 4e B.pdf', type: 'application/pdf', size })
    expect(upload.digest).toBe(createHash('sha256').update(content).digest('hex'))
    expect(await buffer(shop.uploads.open(shop.account, upload.id))).toEqual(content)
    expect(await shop.uploads.describe(shop.account, ['unknown', upload.id])).toEqual([upload])
  })

  it('are refused past the limit, leave nothing, and let the rest of the form be read', async () => {
    const tooLong = Readable.from([Buffer.alloc(600), Buffer.alloc(600), Buffer.alloc(600)])

    await expect(receive(tooLong, 1199)).rejects.toBeInstanceOf(UploadTooLarge)
    expect(await files()).toEqual([])
    await until(() => tooLong.readableEnded)

    await expect(receive(Buffer.alloc(1200), 1200)).resolves.toMatchObject({ size: 1200 })
  })

  it('leave nothing when the browser goes away in the middle', async () => {
    const content = new Readable({ read: () => undefined })
    content.push(randomBytes(100_000))
    const receiving = receive(content)
    content.destroy(new Error('aborted'))

    await expect(receiving).rejects.toThrow('aborted')
    expect(await files()).toEqual([])
  })

  it('are files of their owner alone, with random names', async () => {
    await receive(Buffer.from('notes'))
    const [name = ''] = await files()
    const { mode } = await stat(path.join(shop.dataDir, 'files', name))

    expect(mode & 0o777).toBe(0o600)
    expect(name).toMatch(/^[\w-]{24}$/)
  })

  it('belong to one account: another can neither read, describe nor remove them', async () => {
    const { id } = await receive(Buffer.from('notes'))

    await expect(buffer(shop.uploads.open('somebody-else', id))).rejects.toBeInstanceOf(UploadMissing)
    expect(await shop.uploads.describe('somebody-else', [id])).toEqual([])
    await shop.uploads.remove('somebody-else', [id])
    expect(await shop.uploads.describe(shop.account, [id])).toHaveLength(1)
  })

  it('stay while a draft holds them, and go when asked otherwise', async () => {
    const [held, loose] = [await receive(Buffer.from('held')), await receive(Buffer.from('loose'))]
    await shop.drafts.save(shop.account, { id: 'draft', revision: 0 }, letter({ files: [held.id] }))

    await shop.uploads.remove(shop.account, [held.id, loose.id])

    expect(await shop.uploads.describe(shop.account, [held.id, loose.id])).toEqual([held])
    expect(await files()).toHaveLength(1)
  })

  it('cut short on the disk are never given as whole', async () => {
    const { id } = await receive(randomBytes(150_000))
    const [name = ''] = await files()
    const place = path.join(shop.dataDir, 'files', name)
    await truncate(place, (await readFile(place)).length - 20_000)

    await expect(buffer(shop.uploads.open(shop.account, id))).rejects.toThrow()
  })

  it('close when nobody reads on', async () => {
    const { id } = await receive(randomBytes(900_000))
    const content = shop.uploads.open(shop.account, id)
    for await (const chunk of content) {
      expect((chunk as Buffer).length).toBeGreaterThan(0)
      break
    }
    expect(content.destroyed).toBe(true)
  })
})
