import { z } from 'zod'
import type { MessageNote } from '../../http/paths.ts'

const notes: MessageNote[] = [
  'where',
  'which',
  'label',
  'receipt-declined',
  'receipt-known',
  'receipt-failed',
  'receipt-maybe',
]

const messageQuery = z.object({
  show: z.enum(['text', 'html']).optional().catch(undefined),
  images: z.literal('true').transform(Boolean).catch(false),
  whole: z.literal('true').transform(Boolean).catch(false),
  note: z.enum(notes).optional().catch(undefined),
  /** An embedded message, by its section. */
  section: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .optional()
    .catch(undefined),
})

/** How a message is to be shown; whatever makes no sense is as if it were not there. */
export interface MessageQuery {
  show: 'text' | 'html' | undefined
  /** The reader asked for remote images. */
  images: boolean
  /** The reader asked for more of a long text. */
  whole: boolean
  note: MessageNote | undefined
  section: string | undefined
}

export const readMessageQuery = (query: unknown): MessageQuery => messageQuery.parse(query) as MessageQuery
