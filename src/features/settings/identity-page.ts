import type { Identity, Person, Preferences } from '../../accounts/index.ts'
import { identitiesOf } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import { shownAddress } from '../../mail/index.ts'

/** What `views/settings/identities.ejs` needs. */
export interface IdentitiesPage extends Page {
  action: string
  note: string
  identities: { id: string; main: boolean; words: string; edit: string; details: string[] }[]
}

export function identitiesPage(
  { person, chosen, note }: { person: Person; chosen: Preferences; note: string },
  { t }: Locale,
): IdentitiesPage {
  return {
    title: t('settings.identities.title'),
    action: paths.settingsPage('identities'),
    note,
    identities: identitiesOf(person, chosen).map((identity, index) => ({
      id: identity.id,
      main: index === 0,
      words: shownAddress(identity),
      edit: paths.identity(identity.id),
      details: [
        identity.replyTo && t('settings.identity.replies', { address: identity.replyTo }),
        t(identity.signature ? 'settings.identity.signed' : 'settings.identity.unsigned'),
      ].filter(Boolean),
    })),
  }
}

/** What `views/settings/identity.ejs` needs. */
export interface IdentityPage extends Page {
  action: string
  wrong: { href: string; words: string }[]
  errors: Record<string, string>
  values: Record<'name' | 'address' | 'replyTo' | 'signature', string>
  addresses: string[]
  /** It was made by its owner, and can be removed. */
  own: boolean
}

interface IdentityGiven {
  /** `new` for one that is being made. */
  id: string
  person: Person
  values: Partial<Record<string, unknown>>
  own: boolean
  errors?: Record<string, string>
}

const fields = ['name', 'address', 'replyTo', 'signature'] as const

export function identityPage({ id, person, values, own, errors = {} }: IdentityGiven, { t }: Locale): IdentityPage {
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : '')
  return {
    title: t(id === 'new' ? 'settings.identity.new' : 'settings.identity'),
    action: paths.identity(id),
    wrong: fields.flatMap((field) =>
      errors[field] ? [{ href: `#${field}`, words: t(`settings.identity.${field}`) }] : [],
    ),
    errors: Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, t(key as MessageKey)])),
    values: {
      name: text('name'),
      address: text('address'),
      replyTo: text('replyTo'),
      signature: text('signature'),
    },
    addresses: person.addresses,
    own,
  }
}

/** What `views/settings/remove-identity.ejs` needs. */
export interface RemoveIdentityPage extends Page {
  action: string
  words: string
  back: string
}

export const removeIdentityPage = (identity: Identity, { t }: Locale): RemoveIdentityPage => ({
  title: t('settings.identity.remove.title'),
  action: paths.identityRemoval(identity.id),
  words: shownAddress(identity),
  back: paths.identity(identity.id),
})
