import type { NewUser } from '../people.ts'

export const sharedPassword = 'Traboule-2026!'

const school = { uai: '0690999Z', name: 'Collège Jean-Moulin' }

interface DemoAccount extends NewUser {
  login: string
  name: string
  addresses: string[]
  /** What the account is good for, as the demo prints it. */
  shows: string
}

const account = (login: string, name: string, rest: Partial<DemoAccount> & { shows: string }): DemoAccount => ({
  login,
  name,
  addresses: [`${login}@ac-lyon.example`],
  school,
  password: sharedPassword,
  ...rest,
})

export const marie = account('mdupont', 'Marie Dupont', {
  addresses: ['marie.dupont@ac-lyon.example', 'mdupont@ac-lyon.example'],
  shows: 'Marie Dupont, professeure de mathématiques : la boîte à regarder',
})

export const karim = account('kbenali', 'Karim Benali', {
  addresses: ['karim.benali@ac-lyon.example', 'kbenali@ac-lyon.example'],
  shows: 'Karim Benali, son collègue',
})

export const archives = account('archives', 'Archives du collège', {
  shows: '20 000 messages dans la boîte de réception',
})
const empty = account('vide', 'Nouvelle Arrivée', { shows: 'aucun message' })
export const full = account('pleine', 'Boîte Pleine', { quotaMb: 1, shows: 'boîte pleine' })

export const accounts = [marie, karim, archives, empty, full]
