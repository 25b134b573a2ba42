/** `npm run bench`: raw IMAP and our pages in turn, on mailboxes of several sizes, in one run. */
import { startLab } from '../lab/index.ts'
import { startApplication } from './application.ts'
import { attachmentMemory } from './heavy.ts'
import { manyReaders } from './many.ts'
import { type Ground, pagesAt } from './pages.ts'
import { type Row, writeTables } from './table.ts'

const sizes = process.argv.slice(2).map(Number)

const lab = await startLab()

/** A fresh process each time: what one row leaves in memory is no other's. */
async function onFreshProcess<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  const application = await startApplication(lab, { DATA_DIR: `${lab.folder}/data-${String(performance.now())}` })
  try {
    return await work({ lab, application })
  } finally {
    await application.stop()
  }
}

try {
  const many = await onFreshProcess(manyReaders)
  const attachments = await onFreshProcess(attachmentMemory)
  const rows: Row[] = []
  for (const size of sizes.length ? sizes : [1_000, 10_000, 100_000]) {
    rows.push(...(await onFreshProcess((ground) => pagesAt(size, ground))))
  }
  await writeTables({ rows, many, attachments })
} finally {
  await lab.stop()
}
