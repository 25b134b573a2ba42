/** What a server that refuses has against a letter or an address, as far as its codes tell. */
export type Refusal = 'unknown' | 'full' | 'large' | 'other'

/** RFC 3463 §3.2 to §3.4: no such mailbox, mailbox full, message too long for the mailbox or for the system. */
const refusals: Partial<Record<string, Refusal>> = { '1.1': 'unknown', '2.2': 'full', '2.3': 'large', '3.4': 'large' }

/** Servers that give no enhanced code say 552 of a message too large (RFC 1870 §6.1). */
export function refusalIn({ code, response = '' }: { code?: number; response?: string }): Refusal {
  const [, detail] = /(?:^|\s)[45]\.(\d{1,3}\.\d{1,3})(?=\s|$)/.exec(response) ?? []
  if (detail !== undefined) return refusals[detail] ?? 'other'
  return code === 552 ? 'large' : 'other'
}
