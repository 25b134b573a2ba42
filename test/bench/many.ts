import { signInto } from './application.ts'
import { crowd, type Throughput } from './crowd.ts'
import { variedMessages } from './mailbox.ts'
import type { Ground } from './pages.ts'
import { memoryOf } from './processor.ts'

export interface Many {
  idle: number
  /** MiB with everybody signed in. */
  full: number
  people: number
  throughput: (Throughput & { readers: number })[]
}

const people = 200

/** A process of its own: what it holds before anybody comes, with all of them, and how fast it serves a crowd. */
export async function manyReaders({ lab, application }: Ground): Promise<Many> {
  const users = await Promise.all(
    Array.from({ length: people }, async (_, number) => {
      const user = await lab.addUser({ login: `reader${String(number)}` })
      await lab.seedMaildir(user.login, 'INBOX', variedMessages(60))
      return user
    }),
  )
  const [first, ...others] = users
  if (!first) throw new Error('Nobody')
  const cookies = [(await signInto(application.port, first, 'own')).cookie]
  await crowd(application.port, cookies, { path: '/mail/INBOX', seconds: 2 })
  const idle = memoryOf(application.pid)
  for (const user of others) {
    const reader = await signInto(application.port, user, 'own')
    await reader.get('/mail/INBOX')
    cookies.push(reader.cookie)
  }
  const full = memoryOf(application.pid)

  const throughput = []
  for (const readers of [1, 16, people]) {
    await crowd(application.port, cookies.slice(0, readers), { path: '/mail/INBOX', seconds: 1 })
    const measured = await crowd(application.port, cookies.slice(0, readers), { path: '/mail/INBOX', seconds: 5 })
    throughput.push({ readers, ...measured })
  }
  return { idle, full, people, throughput }
}
