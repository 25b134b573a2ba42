import { factsOf } from '../log.ts'
import { createOnceAMinute } from '../once-a-minute.ts'
import type { Drafts } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'

/** What the mail server could not take when it was saved goes there while its writer does something else. */
export function catchUp(parts: DraftParts, push: Drafts['push']): Drafts['catchUp'] {
  const mayLook = createOnceAMinute(parts.clock)
  return (account, to) => {
    if (!mayLook(account)) return
    pushAll(parts, account, (id) => push(account, id, { ...to, withFiles: false })).catch((error: unknown) => {
      parts.log.error(factsOf(error), 'drafts that are with us only could not be looked up')
    })
  }
}

/** What the server has not got yet, and what a push may have left there of a draft that is none any more. */
async function pushAll(
  { store, clock }: DraftParts,
  account: string,
  push: (id: string) => ReturnType<Drafts['push']>,
): Promise<void> {
  const late = await store.read
    .selectFrom('draft')
    .select(['id', 'state'])
    .where('account', '=', account)
    .where((is) =>
      is.or([
        is.and([
          is('state', '=', 'open'),
          is.or([is('server_revision', 'is', null), is('server_revision', '!=', is.ref('revision'))]),
        ]),
        is.and([is('state', '!=', 'open'), is('push_until', '>', 0), is('push_until', '<', clock.now())]),
      ]),
    )
    .execute()
  // A server that does not take one will not take the next either.
  for (const { id, state } of late) if ((await push(id)) !== 'server' && state === 'open') return
}
