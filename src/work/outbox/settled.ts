import { on } from 'node:events'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'

/** Another process's work is only seen by looking, milliseconds. */
const glance = 200

/** The row once there is something to say of it, or as it is after `within` milliseconds. */
export async function whenSettled(
  parts: OutboxParts,
  { account, id, within }: { account: string; id: string; within: number },
): Promise<OutboxRow | undefined> {
  const { clock, rows } = parts
  const end = clock.monotonic() + within
  for (;;) {
    const row = await rows.find(account, id)
    const left = end - clock.monotonic()
    if (!row || left <= 0 || isSettled(row, clock.now())) return row
    await nextChange(parts, id, Math.min(glance, left))
  }
}

/** Nothing more is to be expected in the next moments. */
function isSettled({ state, trouble, due_at }: OutboxRow, now: number): boolean {
  if (state === 'waiting') return trouble !== null || due_at > now
  return state !== 'sending'
}

async function nextChange({ changed }: OutboxParts, id: string, within: number): Promise<void> {
  // The monotonic clock counts fractions; a timer that is given one throws.
  const signal = AbortSignal.timeout(Math.ceil(within))
  try {
    for await (const [entry] of on(changed, 'entry', { signal }) as AsyncIterable<[string]>) if (entry === id) return
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
