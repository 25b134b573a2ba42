import type { Preferences } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import type { Folder } from '../../mail/index.ts'
import { asOption, type Option } from './holders.ts'
import { type ChosenRole, choosable } from './roles.ts'

/** What `views/folders/roles.ejs` needs. */
export interface RolesPage extends Page {
  action: string
  fields: { role: ChosenRole; label: string; options: Option[] }[]
  /** Complaints, by role. */
  wrong: Record<string, string>
}

interface RolesFound {
  folders: Folder[]
  /** As chosen so far, or as the form that comes back has it. */
  chosen: Preferences['roles']
  errors?: Record<string, string>
}

/** A select of more would be a page of its own. */
const mostOffered = 500

export function rolesPage({ folders, chosen, errors = {} }: RolesFound, locale: Locale): RolesPage {
  const { t } = locale
  return {
    title: t('folders.roles'),
    action: paths.folderRoles(),
    fields: choosable.map((role) => ({
      role,
      label: t(`folder.${role}`),
      options: optionsFor({ role, folders, chosen: chosen[role] ?? '' }, locale),
    })),
    wrong: Object.fromEntries(Object.entries(errors).map(([role, key]) => [role, t(key as MessageKey)])),
  }
}

function optionsFor(
  { role, folders, chosen }: { role: ChosenRole; folders: Folder[]; chosen: string },
  { t }: Locale,
): Option[] {
  // What the server would choose is known only while nobody has chosen otherwise.
  const given = chosen === '' ? folders.find((folder) => folder.role === role) : undefined
  const byServer = given ? t('folders.roles.server.is', { folder: given.name }) : t('folders.roles.server')
  const open = folders.filter(
    ({ path, selectable, shared }) => selectable && path !== 'INBOX' && (!shared || path === chosen),
  )
  const offered = open.filter(({ path }, at) => at < mostOffered || path === chosen)
  return [
    { value: '', label: byServer, chosen: chosen === '' },
    // Their own names: two of them may be called « Corbeille » in the house's words.
    ...offered.map((folder) => asOption(folder, chosen, folder.name)),
  ]
}

/** What a form that comes back had chosen. */
export const rolesTyped = (values: Record<string, unknown>): Preferences['roles'] =>
  Object.fromEntries(
    choosable.flatMap((role) => {
      const path = values[role]
      return typeof path === 'string' && path !== '' ? [[role, path]] : []
    }),
  )
