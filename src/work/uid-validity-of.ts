import { type MailAccount, MailError } from '../mail/index.ts'

/** What tells a folder from another of its name (RFC 9051 §2.3.1.1); undefined for one that cannot be opened. */
export async function uidValidityOf(mail: MailAccount, path: string): Promise<string | undefined> {
  try {
    const { selections } = await mail.freeze({ folders: [path], criteria: [], first: 0 })
    return selections[0]?.uidValidity
  } catch (error) {
    if (error instanceof MailError && error.reason === 'folder-not-found') return undefined
    throw error
  }
}
