import { atom, command, sequence } from './command.ts'
import type { FolderContext } from './context.ts'
import { uidSets } from './uid-set.ts'

/** Of 100,000 files removed by one command, Dovecot would say nothing for longer than we wait. */
const mostAtOnce = 10_000

/**
 * Flags messages \Deleted and removes these alone. Without UIDPLUS they stay, flagged: a plain EXPUNGE would
 * take whatever other programs flagged too.
 */
export async function expunge({ line }: FolderContext, uids: number[]): Promise<'expunged' | 'marked'> {
  const precise = line.imap.capabilities.has('UIDPLUS')
  for (const set of uidSets(uids, mostAtOnce)) {
    await command(line, ['UID STORE', sequence(set), atom('+FLAGS.SILENT'), [atom('\\Deleted')]])
    // RFC 4315 §2.1: only UIDs of the set that are flagged.
    if (precise) await command(line, ['UID EXPUNGE', sequence(set)])
  }
  return precise ? 'expunged' : 'marked'
}
