import { z } from 'zod'
import type { MessageKey } from '../../i18n/index.ts'

/** Complaints are message keys, so the compiler knows when a translation is missing. */
const complaint = (key: MessageKey) => ({ error: key })

/** Which names are good is the mail server's to say: here only what no server takes. */
export const folderForm = z.object({
  name: z
    .string(complaint('folders.name.missing'))
    .trim()
    .min(1, complaint('folders.name.missing'))
    .max(500, complaint('folders.name.tooLong')),
  /** The path of the folder that holds it; undefined at the top. */
  inside: z
    .string()
    .optional()
    .catch(undefined)
    .transform((path) => path || undefined),
})

export type FolderForm = z.infer<typeof folderForm>

/** What a page keeps of a form that comes back. */
export interface Typed {
  name: string
  inside: string
  errors: { name?: MessageKey; inside?: MessageKey }
  /** What the name must not hold, where that was the complaint. */
  separator?: string
}

/** A form that is not filled in as it should be, as it comes back. */
export const typedAgain = ({
  values,
  errors,
}: {
  values: Record<string, unknown>
  errors: Record<string, string>
}): Typed => ({
  name: typeof values['name'] === 'string' ? values['name'] : '',
  inside: typeof values['inside'] === 'string' ? values['inside'] : '',
  errors: errors,
})
