import { type KeyedAction, keyedActions } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'

type Keys = Partial<Record<KeyedAction, string>>

/** What was typed for each action, and what is wrong with it. */
export interface KeysTyped {
  typed: Keys
  errors: Partial<Record<KeyedAction, MessageKey>>
}

/** One letter an action, or none; capitals count as small ones. Letters only: digits and signs need Shift on AZERTY. */
export function readKeys(body: unknown): KeysTyped {
  const given = (body ?? {}) as Record<string, unknown>
  const typed = Object.fromEntries(
    keyedActions.flatMap((action) => {
      const key = typeof given[action] === 'string' ? given[action].trim().toLowerCase() : ''
      return key ? [[action, key.slice(0, 20)] as const] : []
    }),
  ) as Keys
  const errors = Object.fromEntries(
    keyedActions.flatMap((action) => {
      const complaint = complaintAbout(typed[action], typed)
      return complaint ? [[action, complaint] as const] : []
    }),
  ) as KeysTyped['errors']
  return { typed, errors }
}

function complaintAbout(key: string | undefined, typed: Keys): MessageKey | undefined {
  if (key === undefined) return undefined
  if (!/^[a-z]$/.test(key)) return 'settings.keys.letter'
  return Object.values(typed).filter((other) => other === key).length > 1 ? 'settings.keys.twice' : undefined
}
