import { Readable } from 'node:stream'
import { fileNameOf, type MailAccount, MailError, type MessageRef, type Part } from '../../mail/index.ts'
import { uniqueNames } from './unique-names.ts'
import { openWinmail, openWinmails, packedName } from './winmail.ts'

/** One file of an archive, opened when its turn comes. */
export interface Entry {
  name: string
  open: () => Promise<Readable>
}

/** Attachments under names of their own; what Outlook packed stands in the place of its winmail.dat. */
export async function zipEntries(mail: MailAccount, ref: MessageRef, parts: Part[]): Promise<Entry[]> {
  // Only names are kept of it: a slow reader would hold every packed file in memory.
  const packed = new Map<string, { names: string[]; broken: boolean }>()
  for (const [section, { files, broken }] of await openWinmails(mail, ref, parts)) {
    const names = files.map((file, index) => packedName(file, { section, index }))
    if (names.length > 0) packed.set(section, { names, broken })
  }
  const entries = parts.flatMap((part) => {
    const winmail = packed.get(part.section)
    const inside = winmail ? packedEntries(winmail.names, () => openWinmail(mail, ref, part)) : []
    return winmail && !winmail.broken ? inside : [...inside, partEntry(mail, ref, part)]
  })
  const names = uniqueNames(entries.map(({ name }) => name))
  return entries.map(({ open }, index) => ({ name: names[index] ?? '', open }))
}

const partEntry = (mail: MailAccount, ref: MessageRef, part: Part): Entry => ({
  name: fileNameOf(part),
  open: async () => (await mail.openPart(ref, part.section)).content,
})

/** Files are taken in order: the winmail.dat is opened for the first of them and let go of after the last. */
function packedEntries(names: string[], open: () => ReturnType<typeof openWinmail>): Entry[] {
  let opened: ReturnType<typeof openWinmail> | undefined
  return names.map((name, index) => ({
    name,
    open: async () => {
      opened ??= open()
      const file = (await opened)?.files[index]
      if (index === names.length - 1) opened = undefined
      if (!file) throw new MailError('part-not-found', { detail: 'winmail.dat' })
      return Readable.from([file.content])
    },
  }))
}
