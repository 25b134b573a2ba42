import { MailError, type MailAccount } from '../../mail/index.ts'
import { UploadTooLarge } from '../uploads/sealed-file.ts'
import { factsOf } from '../log.ts'
import type { Carried, Drafts, Upload } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'
import { carriedKey, letterDigest } from './letter-digest.ts'

/**
 * Brings what a forward carries into uploads of our own, one by one; what cannot be had stays carried.
 * The revision stays: pages drawn before still post those files as carried, and are understood.
 */
export function fetchCarried(parts: DraftParts): Drafts['fetchCarried'] {
  return async (account, id, mail) => {
    const row = await parts.rows.find(account, id)
    if (row?.state !== 'open') return

    for (const carried of parts.rows.contentOf(row).letter.carried) {
      const upload = await fetchOne(parts, { account, carried, mail })
      if (upload && !(await settle(parts, { account, id, carried, upload }))) {
        await parts.uploads.remove(account, [upload.id])
      }
    }
  }
}

async function fetchOne(
  { uploads, fileLimit, log }: DraftParts,
  { account, carried, mail }: { account: string; carried: Carried; mail: MailAccount },
): Promise<Upload | undefined> {
  try {
    const { ref, section } = carried
    const content = section === '' ? await mail.openSource(ref) : (await mail.openPart(ref, section)).content
    try {
      return await uploads.receive(account, { name: carried.name, type: carried.type, content, limit: fileLimit })
    } finally {
      content.destroy()
    }
  } catch (error) {
    if (!(error instanceof MailError || error instanceof UploadTooLarge)) throw error
    log.warn(factsOf(error), 'a forwarded file could not be fetched')
    return undefined
  }
}

/** False when the letter carries it no more: it was taken out, or fetched by another request. */
async function settle(
  { store, rows, uploads }: DraftParts,
  { account, id, carried, upload }: { account: string; id: string; carried: Carried; upload: Upload },
): Promise<boolean> {
  return store.write(async (transaction) => {
    const row = await rows.find(account, id, transaction)
    if (!row) return false
    const content = rows.contentOf(row)
    const key = carriedKey(carried)
    const left = content.letter.carried.filter((one) => carriedKey(one) !== key)
    if (left.length === content.letter.carried.length) return false

    const before = await uploads.describe(account, content.letter.files)
    const letter = { ...content.letter, carried: left, files: [...content.letter.files, upload.id] }
    const digest = letterDigest(letter, [...before, upload])
    const fetched = [...content.fetched, { carried, upload }]
    await rows.rewrite(transaction, row, { content: { ...content, letter, digest, fetched } })
    return true
  })
}
