/** Jest's global teardown: the lab's servers end with the run. */
export default async function stop(): Promise<void> {
  await globalThis.startedLab?.stop()
}
