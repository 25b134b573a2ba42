import { z } from 'zod'

/** Of the page of all folders. */
export const foldersQuery = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  note: z.enum(['partly']).optional().catch(undefined),
})

/** Of a page about one folder. */
export const folderQuery = z.object({
  folder: z.string().catch(''),
  inside: z.string().catch(''),
  note: z.enum(['same', 'refused', 'role']).optional().catch(undefined),
})

/** Of the question before a folder goes for ever. */
export const removeQuery = z.object({ note: z.enum(['bin', 'more']).optional().catch(undefined) })
