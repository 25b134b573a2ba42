import type { Request } from 'express'
import type { PreferencesChange } from '../../accounts/index.ts'
import type { SettingsQuery } from '../../http/paths.ts'
import type { Services } from '../../services.ts'

/** Writes down what was chosen; gives what the next page has to say of it. */
export async function savePreferences(
  req: Request,
  some: PreferencesChange,
  { history, preferences, recent, signedIn }: Pick<Services, 'history' | 'preferences' | 'recent' | 'signedIn'>,
): Promise<SettingsQuery> {
  const { account } = signedIn(req)
  const { now, before } = await preferences.change(account, some)
  if (!now.rememberAddresses) await recent.forget(account)
  if (Object.keys(before).length === 0) return { note: 'same' }
  const { id } = await history.write(account, { kind: 'settings-changed', before })
  return { said: id }
}
