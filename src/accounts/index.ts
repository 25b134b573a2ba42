/** Who the user is. The only door of `src/accounts`. */
export type { Accounts } from './accounts.ts'
export { type AccountParts, type AccountPartsOptions, createAccountParts } from './parts.ts'
export { createPeople, type PeopleOptions } from './people.ts'
export type { SessionRecord } from './session-record.ts'
export type { NewSession, Sessions } from './sessions.ts'
export type { Entry, MailGate, SignIn, SignInOutcome } from './sign-in.ts'
export type * from './types.ts'
