import { z } from 'zod'
import type { MessageKey } from '../../i18n/index.ts'

/** Complaints are message keys, so the compiler knows when a translation is missing. */
const complaint = (key: MessageKey) => ({ error: key })

/** No rule on how a login looks: a short one, an address, whatever the directory knows, come in the same field. */
export const loginForm = z.object({
  username: z
    .string(complaint('login.username.missing'))
    .trim()
    .min(1, complaint('login.username.missing'))
    .max(254, complaint('login.username.tooLong')),
  password: z
    .string(complaint('login.password.missing'))
    .min(1, complaint('login.password.missing'))
    .max(1024, complaint('login.password.tooLong')),
  computer: z.enum(['shared', 'own']).catch('shared'),
  next: z.string().catch(''),
  token: z.string().catch(''),
})

export type LoginForm = z.infer<typeof loginForm>
