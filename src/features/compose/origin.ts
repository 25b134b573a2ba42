import type { Request } from 'express'
import {
  htmlLetter,
  type MailAccount,
  type Message,
  type MessageRef,
  textLetter,
  textOfLetter,
} from '../../mail/index.ts'
import type { Answers } from '../../work/index.ts'

/** Bytes of the original that a letter may quote. */
const longestQuote = 60_000

/** Bytes of a text that is written anew: as long as a page shows. */
export const longestText = 400_000

/** `as-new`: the message once more, to be changed; it answers nothing. */
type Kind = Answers['kind'] | 'as-new'

const kinds: Kind[] = ['reply', 'reply-all', 'reply-list', 'forward', 'forward-attached', 'as-new']

/** The message that a new letter begins from, and how. */
export interface Origin {
  kind: Kind
  ref: MessageRef
}

/** `?folder=…&message=<uidvalidity>-<uid>` */
export function messageAsked({ folder, message }: Request['query']): MessageRef | undefined {
  const [, uidValidity, uid] = /^(\d{1,20})-(\d{1,10})$/.exec(typeof message === 'string' ? message : '') ?? []
  return typeof folder === 'string' && uidValidity && uid ? { folder, uidValidity, uid: Number(uid) } : undefined
}

export function originAsked(query: Request['query']): Origin | undefined {
  const kind = kinds.find((one) => one === query['kind'])
  const ref = messageAsked(query)
  return kind && ref && { kind, ref }
}

/** What the original says, as plain text; cut where it is longer than anybody quotes. */
export async function textOf(
  message: Message,
  mail: MailAccount,
  longest = longestQuote,
): Promise<{ text: string; cut: boolean }> {
  const { ref, anatomy } = message
  const part = anatomy.text ?? anatomy.html
  if (!part) return { text: '', cut: false }

  const { text, cut } = await mail.readText(ref, part, longest)
  if (part.type === 'text/html') {
    const letter = await htmlLetter(text, { images: 'blocked', embedded: () => undefined })
    return { text: textOfLetter(letter.nodes), cut: cut || letter.cut }
  }
  // Lines that a flowed text broke by itself are one paragraph, and are quoted as one.
  return { text: part.flowed ? textOfLetter(textLetter(text, part).nodes) : text, cut }
}
