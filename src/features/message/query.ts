import { z } from 'zod'

const messageQuery = z.object({
  show: z.enum(['text', 'html']).optional().catch(undefined),
  images: z.literal('true').transform(Boolean).catch(false),
  whole: z.literal('true').transform(Boolean).catch(false),
  note: z.literal('where').optional().catch(undefined),
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
  note: 'where' | undefined
  section: string | undefined
}

export const readMessageQuery = (query: unknown): MessageQuery => messageQuery.parse(query) as MessageQuery
