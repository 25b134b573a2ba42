import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { contentKey, temporaryFolder, temporaryStore } from '../support/store.ts'
import { openStore, type Writing } from '../../src/store/index.ts'

const addAccount = (id: string) => ({ id, person: `person of ${id}`, generation: 0, created_at: 1 })

describe('the store', () => {
  it('keeps what was written when it is opened again', async () => {
    const dataDir = await temporaryFolder()
    const first = await openStore({ dataDir, contentKeys: [contentKey(1)] })
    await first.write((transaction) => transaction.insertInto('account').values(addAccount('one')).execute())
    await first.close()

    const second = await openStore({ dataDir, contentKeys: [contentKey(1)] })
    expect(await second.read.selectFrom('account').select('id').execute()).toEqual([{ id: 'one' }])
    await second.close()
  })

  it('does not start with other keys than those it was sealed with, and says so', async () => {
    const dataDir = await temporaryFolder()
    await (await openStore({ dataDir, contentKeys: [contentKey(1)] })).close()
    for (const contentKeys of [[contentKey(2)], [{ ...contentKey(2), version: 1 }]]) {
      await expect(openStore({ dataDir, contentKeys })).rejects.toThrow(/^CONTENT_KEYS does not hold the key/)
    }
  })

  it('keeps nothing of a transaction that fails', async () => {
    const store = await temporaryStore()
    const failing = store.write(async (transaction) => {
      await transaction.insertInto('account').values(addAccount('half')).execute()
      throw new Error('changed my mind')
    })

    await expect(failing).rejects.toThrow('changed my mind')
    expect(await store.read.selectFrom('account').selectAll().execute()).toEqual([])
  })

  it('refuses to write through the reading side', async () => {
    const store = await temporaryStore()
    await expect(store.read.insertInto('account').values(addAccount('sly')).execute()).rejects.toThrow(/readonly/)
  })

  it('shows a reader nothing of a transaction that has not ended, and never makes it wait', async () => {
    const store = await temporaryStore()
    await store.write(async (transaction) => {
      await transaction.insertInto('account').values(addAccount('soon')).execute()
      expect(await store.read.selectFrom('account').selectAll().execute()).toEqual([])
    })
    expect(await store.read.selectFrom('account').selectAll().execute()).toHaveLength(1)
  })

  it('flushes to the disk what must survive a power cut, and only that', async () => {
    const store = await temporaryStore()
    const levels = await store.write(synchronousOf, { durable: true })
    const usual = await store.write(synchronousOf)
    expect([levels, usual]).toEqual([2, 1])
  })

  it('is ready while it can be read and written', async () => {
    const store = await temporaryStore()
    await expect(store.ready()).resolves.toBeUndefined()
    await store.close()
    await expect(store.ready()).rejects.toThrow()
  })

  it('keeps its file from everybody else', async () => {
    const store = await temporaryStore()
    const { mode } = await stat(path.join(store.dataDir, 'traboule.db'))
    expect(mode & 0o777).toBe(0o600)
  })
})

describe('two processes on one store', () => {
  it('start together, migrate once, and lose none of what they write', async () => {
    const dataDir = await temporaryFolder()
    const writers = ['a', 'b', 'c'].map((name) => startWriter(dataDir, name))
    const codes = await Promise.all(writers.map(async (writer) => ((await once(writer, 'exit')) as [number])[0]))
    expect(codes).toEqual([0, 0, 0])

    const store = await openStore({ dataDir, contentKeys: [contentKey(1)] })
    const { generation } = await store.read
      .selectFrom('account')
      .select('generation')
      .where('id', '=', 'shared')
      .executeTakeFirstOrThrow()
    expect(generation).toBe(300)
    await store.close()
  })
})

function startWriter(dataDir: string, name: string): ChildProcess {
  const script = path.join(import.meta.dirname, '../support/store-writer.ts')
  return fork(script, [dataDir, name, '100'], { execArgv: [] })
}

async function synchronousOf(transaction: Writing) {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(transaction)
  return rows[0]?.synchronous
}
