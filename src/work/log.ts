/** Where trouble is told: ids, states and reasons only, never what a letter says nor whom it names. */
export interface Log {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
