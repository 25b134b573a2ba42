import type { Request } from 'express'
import type { PreferencesChange } from '../../accounts/index.ts'
import type { SettingsQuery } from '../../http/paths.ts'
import type { Services } from '../../services.ts'

type Needs = Pick<Services, 'history' | 'preferences' | 'recent' | 'searches' | 'signedIn'>

/** Writes down what was chosen; gives what the next page has to say of it. */
export async function savePreferences(
  req: Request,
  some: PreferencesChange,
  { history, preferences, recent, searches, signedIn }: Needs,
): Promise<SettingsQuery> {
  const { account } = signedIn(req)
  const { now, before, after } = await preferences.change(account, some)
  if (!now.rememberAddresses) await recent.forget(account)
  if (!now.rememberSearches) await searches.forgetRecent(account)
  if (Object.keys(before).length === 0) return { note: 'same' }
  const { id } = await history.write(account, { kind: 'settings-changed', before, after })
  return { said: id }
}
