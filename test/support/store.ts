import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openStore, type ContentKey, type Store } from '../../src/store/index.ts'

const clean: (() => Promise<unknown>)[] = []
// Registered once for the file that imports this: Jest refuses a hook that a test registers.
afterAll(async () => {
  for (const undo of clean.reverse()) await undo()
})

/** The key of tests: never a secret. */
export const contentKey = (version: number): ContentKey => ({ version, key: Buffer.alloc(32, version) })

/** A folder that is removed when the test file has run. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'traboule-test-'))
  clean.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store, empty unless `dataDir` holds one, closed when the test file has run. */
export async function temporaryStore({ dataDir }: { dataDir?: string } = {}): Promise<Store> {
  const store = await openStore({ dataDir: dataDir ?? (await temporaryFolder()), contentKeys: [contentKey(1)] })
  clean.push(() => store.close())
  return store
}
