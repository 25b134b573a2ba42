import { MailError } from '../mail/index.ts'

/** Where trouble is told: ids, states and reasons only, never what a letter says nor whom it names. */
export interface Log {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What a log may hold of an error. A server's own words stay out: they quote subjects and addresses. */
export function factsOf(error: unknown): object {
  if (error instanceof MailError) return { reason: error.reason }
  if (error instanceof Error) return { type: error.name, message: error.message, stack: error.stack }
  return { type: typeof error }
}
