import type { Locale } from '../../i18n/index.ts'
import type { FolderRole, Message } from '../../mail/index.ts'
import { type Action, actionsIn } from '../../work/index.ts'

/** A submit that acts on the message. */
export interface Tool {
  action: Action
  words: string
  /** A class: in red, or kept in sight on a phone. */
  look: string
}

/** A message that is open is read; it is followed or it is not. */
export function toolsFor({ flags }: Message, role: FolderRole | undefined, { t }: Locale): Tool[] {
  const senseless: Action[] = ['read', flags.has('flagged') ? 'follow' : 'unfollow']
  return actionsIn(role)
    .filter((action) => !senseless.includes(action))
    .map((action) => ({ action, words: t(`mailbox.act.${action}`), look: lookOf(action) }))
}

function lookOf(action: Action): string {
  if (action === 'remove') return 'danger'
  return action === 'delete' ? 'keep' : ''
}
