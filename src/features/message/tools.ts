import type { Preferences } from '../../accounts/index.ts'
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

interface Standing {
  role: FolderRole | undefined
  preferences: Pick<Preferences, 'markRead'>
}

/** A message that is open is read, unless its reader says so each time; it is followed or it is not. */
export function toolsFor({ flags }: Message, { role, preferences }: Standing, { t }: Locale): Tool[] {
  const read = preferences.markRead === 'opened' || flags.has('seen')
  const senseless: Action[] = [read ? 'read' : 'unread', flags.has('flagged') ? 'follow' : 'unfollow']
  return actionsIn(role)
    .filter((action) => !senseless.includes(action))
    .map((action) => ({ action, words: t(`mailbox.act.${action}`), look: lookOf(action) }))
}

function lookOf(action: Action): string {
  if (action === 'remove') return 'danger'
  return action === 'delete' ? 'keep' : ''
}
