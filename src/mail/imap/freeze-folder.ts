import type { FrozenSelection } from '../types.ts'
import { atom, command, folderName, stringOf } from './command.ts'
import type { FolderContext } from './context.ts'
import type { Line } from './line.ts'

/** A whole folder at this moment: « 1: » up to its newest UID, which no later message can have (RFC 9051 §2.3.1.1). */
export async function freezeWhole({
  line,
  folder,
}: FolderContext): Promise<{ selection: FrozenSelection; bytes: number | undefined }> {
  const { capabilities } = line.imap
  const weighs = capabilities.has('STATUS=SIZE') || capabilities.has('IMAP4REV2')
  const told = await readStatus(line, folder.path, ['MESSAGES', 'UIDNEXT', ...(weighs ? ['SIZE'] : [])])
  const newest = (told.get('UIDNEXT') ?? 1) - 1
  const count = newest > 0 ? (told.get('MESSAGES') ?? 0) : 0
  const { path, uidValidity } = folder
  return {
    selection: { folder: path, uidValidity, set: count > 0 ? `1:${newest}` : '', count },
    bytes: count > 0 ? told.get('SIZE') : 0,
  }
}

/** Numbers of one folder by their name (RFC 9051 §6.3.11). */
export async function readStatus(line: Line, path: string, items: string[]): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>()
  await command(line, ['STATUS', folderName(line.imap, path), items.map(atom)], {
    STATUS: ({ attributes: [, values] = [] }) => {
      if (!Array.isArray(values)) return
      for (let at = 0; at + 1 < values.length; at += 2) {
        told.set(stringOf(values[at]).toUpperCase(), Number(stringOf(values[at + 1])))
      }
    },
  })
  return told
}
