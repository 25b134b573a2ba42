import type { Flags, MessageFacts } from './types.ts'

/** What has become of a message, as its reader would say it. */
export type MessageState = 'important' | 'answered' | 'forwarded' | 'followed' | 'deleted'

/** In the order they are told. « Read » is not one of them: lists say it in another way. */
export function statesOf({ flags, keywords, importance }: Flags & Pick<MessageFacts, 'importance'>): MessageState[] {
  const states: [MessageState, boolean][] = [
    ['important', importance === 'high'],
    ['answered', flags.has('answered')],
    // Other programs write it as they like: keywords know no case (RFC 3501 §2.3.2).
    ['forwarded', [...keywords].some((keyword) => keyword.toLowerCase() === '$forwarded')],
    ['followed', flags.has('flagged')],
    ['deleted', flags.has('deleted')],
  ]
  return states.filter(([, holds]) => holds).map(([state]) => state)
}
