import type { Preferences } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { type Message, vouchedSender } from '../../mail/index.ts'

/** What becomes of remote images, and what the reader may still ask for. */
export interface RemoteImages {
  shown: boolean
  /** Shown because of whom the message comes from. */
  byRule: boolean
  /** Said where they stay out. */
  blocked: MessageKey
  /** Submits beside that sentence. */
  offers: { name: 'images' | 'always'; words: MessageKey }[]
}

interface Standing {
  preferences: Pick<Preferences, 'images' | 'imageSenders'>
  /** The mail server whose word on senders is believed. */
  authservId: string | undefined
}

/** `asked`: for this time only. A sender nobody vouches for is never shown by rule, nor may become one. */
export function remoteImages(message: Message, asked: boolean, { preferences, authservId }: Standing): RemoteImages {
  if (preferences.images === 'never') {
    return { shown: false, byRule: false, blocked: 'message.images.never', offers: [] }
  }
  const sender = vouchedAddress(message, authservId)
  const byRule = sender !== undefined && preferences.imageSenders.includes(sender)
  return {
    shown: asked || byRule,
    byRule,
    blocked: 'message.images.blocked',
    offers: [
      { name: 'images', words: 'message.images.show' },
      ...(sender === undefined ? [] : [{ name: 'always' as const, words: 'message.images.always' as const }]),
    ],
  }
}

/** Characters: no mailbox has more (RFC 5321 §4.5.3.1), and settings hold no more. */
const longestAddress = 320

/** The author's address, when the trusted server says that the author's domain sent it. */
export function vouchedAddress(message: Message, authservId: string | undefined): string | undefined {
  const [author] = message.from
  if (!author?.address || author.address.length > longestAddress) return undefined
  return vouchedSender(message, authservId) === 'yes' ? author.address.toLowerCase() : undefined
}

/** As many as settings hold; the oldest choice makes room. */
const mostSenders = 2_000

export const withSender = ({ imageSenders }: Pick<Preferences, 'imageSenders'>, sender: string): string[] =>
  [...imageSenders.filter((one) => one !== sender), sender].slice(-mostSenders)
