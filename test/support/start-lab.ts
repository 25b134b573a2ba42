import { startLab, type Lab } from '../lab/index.ts'

declare global {
  var startedLab: Lab | undefined
}

/** Jest's global set-up: one lab for the whole run; every test takes a fresh user of it (`lab().addUser()`). */
export default async function start(): Promise<void> {
  const lab = await startLab({ tls: true })
  globalThis.startedLab = lab
  process.env.TRABOULE_LAB = JSON.stringify(lab)
}
