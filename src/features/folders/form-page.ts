import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Folder } from '../../mail/index.ts'
import type { Typed } from './form.ts'
import { holdersFor, type Option } from './holders.ts'

/** What `views/folders/fields.ejs` needs: a name, and the folder that holds it. */
export interface FolderFields {
  name: string
  inside: Option[]
  wrong: { name?: string; inside?: string }
  /** The field to begin with when the form comes back. */
  focus: 'name' | 'inside' | undefined
}

/** What `views/folders/new.ejs` needs. */
export interface NewPage extends Page {
  action: string
  fields: FolderFields
}

export function newPage(folders: Folder[], typed: Typed, locale: Locale): NewPage {
  return {
    title: locale.t('folders.new'),
    action: paths.newFolder(),
    fields: fieldsOf(typed, holdersFor(folders, { chosen: typed.inside }, locale), locale),
  }
}

export function fieldsOf({ name, errors, separator = '' }: Typed, inside: Option[], { t }: Locale): FolderFields {
  return {
    name,
    inside,
    wrong: {
      ...(errors.name && { name: t(errors.name, { separator }) }),
      ...(errors.inside && { inside: t(errors.inside) }),
    },
    focus: errors.name ? 'name' : errors.inside && 'inside',
  }
}
