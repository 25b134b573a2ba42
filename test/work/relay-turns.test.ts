import type { SubmissionServer } from '../../src/mail/index.ts'
import { openDispatch, pressed } from './dispatch.ts'
import { until } from './workshop.ts'

/** A submission server that keeps whatever comes until it is let go, and tells whom it was for. */
function slowSubmission() {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const asked: string[] = []
  const server: SubmissionServer = {
    sizeLimit: () => Promise.resolve(undefined),
    letsIn: () => Promise.resolve('yes'),
    async submit(_credentials, { to }) {
      asked.push(...to)
      await promise
      return { outcome: 'maybe' }
    },
  }
  return { server, asked, letGo: () => resolve(undefined) }
}

it('the planned letter of one account does not wait for the hundreds of another', async () => {
  const { server, asked, letGo } = slowSubmission()
  const relay = { submission: server, credentials: { login: 'relais', password: 'relais' } }
  const { outbox, writer, account, store } = await openDispatch({ relay, submission: server })
  const leaves = { kind: 'planned' as const, at: new Date(Date.now() + 600_000) }
  const plan = (by: string, to: string) => outbox.press(by, pressed(writer, [to], { leaves }))
  await Promise.all(Array.from({ length: 60 }, () => plan(account, 'parents@ac-lyon.example')))
  const one = await plan('other', 'reader@ac-lyon.example')
  await store.write(async (transaction) => {
    await transaction.updateTable('outbox').set({ due_at: 1 }).execute()
    await transaction.updateTable('outbox').set({ due_at: 2 }).where('id', '=', one.id).execute()
  })

  await until(() => asked.includes('reader@ac-lyon.example')).finally(letGo)
  expect(asked.filter((to) => to === 'parents@ac-lyon.example').length).toBeLessThanOrEqual(2)
}, 30_000)
