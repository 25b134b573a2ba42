import type { Criterion } from '../types.ts'
import { atom } from './command.ts'
import type { FolderContext } from './context.ts'
import { searchFolder } from './search.ts'

const has = '$HasAttachment'
const hasNot = '$HasNoAttachment'

/** Whether every message of the selected folder says by a keyword (as Dovecot can at delivery) if something is attached. */
async function keepsAttachmentKeyword(context: FolderContext): Promise<boolean> {
  const { mailbox } = context.line.imap
  const kept = mailbox ? [...mailbox.flags].map((flag) => flag.toLowerCase()) : []
  if (!kept.includes(has.toLowerCase())) return false
  const { count } = await searchFolder(context, ['UNKEYWORD', atom(has), 'UNKEYWORD', atom(hasNot)])
  return count === 0
}

/** The same criteria, with the keyword in the place of « has an attachment » where the folder keeps it for all its messages. */
export async function withAttachmentKeyword(
  context: FolderContext,
  criteria: readonly Criterion[],
): Promise<Criterion[]> {
  const asks = criteria.some(asksForAttachment)
  if (!asks || !(await keepsAttachmentKeyword(context))) return [...criteria]
  return criteria.map(replaced)
}

function asksForAttachment(criterion: Criterion): boolean {
  if ('not' in criterion) return asksForAttachment(criterion.not)
  if ('any' in criterion) return criterion.any.some(asksForAttachment)
  return criterion.what === 'attachment'
}

function replaced(criterion: Criterion): Criterion {
  if ('not' in criterion) return { not: replaced(criterion.not) }
  if ('any' in criterion) return { any: criterion.any.map(replaced) }
  return criterion.what === 'attachment' ? { what: 'label', keyword: has } : criterion
}
