import { z } from 'zod'

const messageForm = z.object({
  to1: z.string().catch(''),
  to2: z.string().catch(''),
  label1: z.string().catch(''),
  label2: z.string().catch(''),
  /** The page of the list where the message stands, to go back to. */
  page: z.coerce.number().int().min(1).catch(1),
})

export type MessageForm = z.infer<typeof messageForm>

export const readMessageForm = (body: unknown): MessageForm => messageForm.parse(body ?? {})
