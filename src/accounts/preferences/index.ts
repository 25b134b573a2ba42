/** What people choose, and what follows from it. */
export { identitiesOf } from './identities.ts'
export { createPreferences, type PreferencesChange, type PreferencesStore } from './preferences.ts'
export {
  defaultPreferences,
  type Identity,
  keyedActions,
  type KeyedAction,
  type Label,
  type Preferences,
  preferencesSchema,
} from './schema.ts'
