import { z } from 'zod'
import type { Preferences } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import type { Folder } from '../../mail/index.ts'
import { choosable } from './roles.ts'

const complaint = (error: MessageKey) => error

/** Empty is the server's choice. One folder plays one role. */
export function rolesForm(folders: Folder[]): z.ZodType<Preferences['roles']> {
  const paths = new Set(folders.filter(isOffered).map(({ path }) => path))
  const field = z
    .string()
    .catch('')
    .refine((path) => path === '' || paths.has(path), complaint('folders.roles.gone'))
  const fields = z.object({ drafts: field, sent: field, archive: field, junk: field, trash: field })
  return fields
    .superRefine((chosen, context) => {
      const taken = new Set<string>()
      for (const role of choosable) {
        const path = chosen[role]
        if (path && taken.has(path))
          context.addIssue({ code: 'custom', path: [role], message: complaint('folders.roles.twice') })
        taken.add(path)
      }
    })
    .transform((chosen) => Object.fromEntries(Object.entries(chosen).filter(([, path]) => path !== '')))
}

const isOffered = ({ path, selectable }: Folder): boolean => selectable && path !== 'INBOX'
