/** Who the user is. The only door of `src/accounts`. */
export { networkOf } from './brake-counters.ts'
export { type AccountParts, createAccountParts } from './parts.ts'
export { createPeople } from './people.ts'
export * from './preferences/index.ts'
export type { MailGate, SignInOutcome } from './sign-in.ts'
export type * from './types.ts'
