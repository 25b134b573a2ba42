import { z } from 'zod'
import type { Identity } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { parseAddresses } from '../../mail/index.ts'

const complaint = (key: MessageKey) => ({ error: key })
const typed = z.string().default('')

/** Identities beside the one that is being written, and the addresses a person has. */
interface Given {
  others: Identity[]
  addresses: string[]
  /** What would be kept beside it, and counts. */
  beside?: (typed: Pick<Identity, 'name' | 'address'>) => Identity | undefined
}

const mostIdentities = 50

/** How an identity may look. An address is only ever one of the person's own, chosen and never typed. */
export function identityForm({ others, addresses, beside = () => undefined }: Given) {
  const own = (address: string) => addresses.find((one) => one.toLowerCase() === address.toLowerCase())
  return z
    .object({
      name: typed
        .transform((name) => name.replaceAll(/\p{Cc}+/gu, ' ').trim())
        .pipe(z.string().min(1, complaint('settings.identity.name.missing')).max(200, tooLong)),
      address: typed
        .refine((address) => own(address) !== undefined, complaint('settings.identity.address.foreign'))
        .transform((address) => own(address) ?? ''),
      replyTo: typed
        .transform((list) => list.replaceAll(/\p{Cc}+/gu, ' ').trim())
        .pipe(z.string().max(2_000, tooLong).refine(isAddressList, complaint('settings.identity.replyTo.wrong'))),
      signature: typed
        .transform((text) => text.replaceAll(/\r\n?/g, '\n').trimEnd())
        .pipe(z.string().max(10_000, tooLong)),
    })
    .refine(({ name, address }) => !others.some((other) => other.name === name && other.address === address), {
      error: 'settings.identity.taken' satisfies MessageKey,
      path: ['name'],
    })
    .refine((typed) => others.length + (beside(typed) ? 1 : 0) < mostIdentities, {
      error: 'settings.identity.many' satisfies MessageKey,
      path: ['name'],
    })
}

const tooLong = complaint('settings.wrong.long')

const isAddressList = (list: string) => parseAddresses(list).wrong.length === 0
