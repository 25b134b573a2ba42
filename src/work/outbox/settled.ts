import { on } from 'node:events'
import type { OutboxParts } from './outbox-parts.ts'
import { hasHour, type OutboxRow } from './outbox-rows.ts'

/** Another process's work is only seen by looking, milliseconds. */
const glance = 200
/** What has left is told at once; whether its copy can be kept, only when that is known so soon. Milliseconds. */
const filing = 1_000

/** The row once there is something to say of it, or as it is after `within` milliseconds. */
export async function whenSettled(
  parts: OutboxParts,
  { account, id, within }: { account: string; id: string; within: number },
): Promise<OutboxRow | undefined> {
  const { clock, rows } = parts
  let end = clock.monotonic() + within
  let hasLeftAt: number | undefined
  for (;;) {
    const row = await rows.find(account, id)
    if (!row || isSettled(row, clock.now())) return row
    if (row.state === 'sent') {
      hasLeftAt ??= clock.monotonic()
      end = Math.min(end, hasLeftAt + filing)
    }
    const left = end - clock.monotonic()
    if (left <= 0) return row
    await nextChange(parts, id, Math.min(glance, left))
  }
}

/** Nothing more is to be expected in the next moments. */
function isSettled(row: OutboxRow, now: number): boolean {
  const { state, trouble, held } = row
  if (state === 'waiting') return trouble !== null || held === 1 || hasHour(row, now)
  if (state === 'sent') return trouble !== null
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
