import { type Address, domainOf, formatAddress, longestList, parseAddresses } from '../../mail/index.ts'
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

/** Too long to be read: whom it names is only counted, by its signs. */
export const isUnread = (list: string): boolean => list.length > longestList
export const countUnread = ({ to, cc, bcc }: Pick<DraftLetter, RecipientField>): number =>
  [to, cc, bcc].filter(isUnread).reduce((sum, list) => sum + list.split('@').length - 1, 0)

/** Those of À and Cc that write from elsewhere than the person's own domains. */
export function outsiders({ to, cc }: Recipients, ownAddresses: string[]): Address[] {
  const own = new Set(ownAddresses.map(domainOf))
  return [...to.addresses, ...cc.addresses].filter(({ address }) => !own.has(domainOf(address)))
}

/** The letter with those outsiders in Cci, where nobody sees them. What could not be understood stays where it is. */
export function hideOutsiders(letter: DraftLetter, ownAddresses: string[]): DraftLetter {
  const recipients = recipientsOf(letter)
  const hidden = outsiders(recipients, ownAddresses)
  const left = (field: 'to' | 'cc') => {
    const { addresses, wrong } = recipients[field]
    if (isUnread(letter[field])) return letter[field]
    return [...addresses.filter((one) => !hidden.includes(one)).map(formatAddress), ...wrong].join(', ')
  }
  return {
    ...letter,
    to: left('to'),
    cc: left('cc'),
    bcc: joined(letter.bcc, hidden.map(formatAddress).join(', ')),
  }
}
