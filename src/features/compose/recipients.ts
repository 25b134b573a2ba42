import { type Address, domainOf, formatAddress, parseAddresses } from '../../mail/index.ts'
import type { DraftLetter } from '../../work/index.ts'
import { joined } from './form.ts'

export const recipientFields = ['to', 'cc', 'bcc', 'replyTo'] as const
export type RecipientField = (typeof recipientFields)[number]

export type Recipients = Record<RecipientField, { addresses: Address[]; wrong: string[] }>

/** Who the letter is for, as far as what was typed can be understood. */
export function recipientsOf(letter: Pick<DraftLetter, RecipientField>): Recipients {
  return {
    to: parseAddresses(letter.to),
    cc: parseAddresses(letter.cc),
    bcc: parseAddresses(letter.bcc),
    replyTo: parseAddresses(letter.replyTo),
  }
}

/** People who will get it: whoever stands in two fields gets it once. */
export const countOf = ({ to, cc, bcc }: Recipients): number =>
  new Set([...to.addresses, ...cc.addresses, ...bcc.addresses].map(({ address }) => address.toLowerCase())).size

/** Those of À and Cc that write from elsewhere than the person's own domains. */
export function outsiders({ to, cc }: Recipients, ownAddresses: string[]): Address[] {
  const own = new Set(ownAddresses.map(domainOf))
  return [...to.addresses, ...cc.addresses].filter(({ address }) => !own.has(domainOf(address)))
}

/** The letter with those outsiders in Cci, where nobody sees them. What could not be understood stays where it is. */
export function hideOutsiders(letter: DraftLetter, ownAddresses: string[]): DraftLetter {
  const recipients = recipientsOf(letter)
  const hidden = outsiders(recipients, ownAddresses)
  const left = ({ addresses, wrong }: Recipients['to']) =>
    [...addresses.filter((one) => !hidden.includes(one)).map(formatAddress), ...wrong].join(', ')
  return {
    ...letter,
    to: left(recipients.to),
    cc: left(recipients.cc),
    bcc: joined(letter.bcc, hidden.map(formatAddress).join(', ')),
  }
}
