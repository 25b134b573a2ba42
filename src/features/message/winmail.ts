import {
  fileNameOf,
  type MailAccount,
  MailError,
  type MessageRef,
  type PackedFile,
  type Part,
  readWinmail,
  typeOfPacked,
  type Winmail,
} from '../../mail/index.ts'
import { endsSession } from './ends-session.ts'
import { readUpTo } from './read-stream.ts'

/** Bytes of a winmail.dat that is opened while its message is: it is held whole meanwhile. */
const largest = 10 * 1024 * 1024

/** By its type, or by the name it has when a server forgot that. */
const isOutlooks = ({ type, fileName }: Part): boolean =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(type) || fileName.toLowerCase() === 'winmail.dat'

export const isWinmail = (part: Part): boolean => isOutlooks(part) && part.decodedSize <= largest

/** One that stays a file like another. */
export const isLargeWinmail = (part: Part): boolean => isOutlooks(part) && part.decodedSize > largest

/** What Outlook packed into it; undefined when it is none, or cannot be had. */
export async function openWinmail(mail: MailAccount, ref: MessageRef, part: Part): Promise<Winmail | undefined> {
  try {
    const { content } = await mail.openPart(ref, part.section)
    const { bytes, cut } = await readUpTo(content, largest)
    return cut ? undefined : readWinmail(bytes)
  } catch (error) {
    if (!(error instanceof MailError) || endsSession(error)) throw error
    return undefined
  }
}

/** More than one is not a thing Outlook does. */
const mostOpened = 2

/** What each winmail.dat of a message holds, by its section. */
export async function openWinmails(
  mail: MailAccount,
  ref: MessageRef,
  parts: Part[],
): Promise<ReadonlyMap<string, Winmail>> {
  const opened = new Map<string, Winmail>()
  for (const part of parts.filter(isWinmail).slice(0, mostOpened)) {
    const winmail = await openWinmail(mail, ref, part)
    if (winmail && (winmail.files.length > 0 || winmail.text !== '')) opened.set(part.section, winmail)
  }
  return opened
}

/** A safe name, also for a file that came without one. */
export const packedName = (file: PackedFile, { section, index }: { section: string; index: number }): string =>
  fileNameOf({ fileName: file.name, section: `${section}-${index + 1}`, type: typeOfPacked(file) })
