import type { Identity, Label, Preferences } from '../../accounts/index.ts'
import { identityForm } from './identity-form.ts'
import { complaintsOf, tidyName } from './labels-form.ts'

/** Whose file it is: their addresses, and the house's own names of labels by keyword. */
interface Owner {
  addresses: string[]
  usual: ReadonlyMap<string, string>
}

/** What of a file may be saved, and what is left out of it. */
export interface Importable {
  preferences: Partial<Preferences>
  /** Addresses of identities that are not the person's. */
  foreign: string[]
  /** Names of identities and labels that their own forms would refuse. */
  leftOut: string[]
}

/** A file takes nobody past the forms: what they would refuse is left out. */
export function importable(given: Partial<Preferences>, { addresses, usual }: Owner): Importable {
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const [mine, others] = parted(given.identities ?? [], ({ address }) => own.has(address.toLowerCase()))
  const identities = takenIdentities(mine, addresses)
  const labels = takenLabels(given.labels ?? [], usual)
  return {
    preferences: {
      ...given,
      ...(given.identities && { identities: identities.taken }),
      ...(given.labels && { labels: labels.taken }),
    },
    foreign: others.map(({ address }) => address),
    leftOut: [...identities.refused, ...labels.refused],
  }
}

/** Ids that addresses of pages mean something else by. */
const isReserved = (id: string) => /^(?:new|plain-\d+)$/.test(id)

function takenIdentities(identities: Identity[], addresses: string[]) {
  const taken: Identity[] = []
  const refused: string[] = []
  for (const identity of identities) {
    const form = identityForm({ others: taken, addresses }).safeParse(identity)
    const free = !isReserved(identity.id) && !taken.some(({ id }) => id === identity.id)
    if (form.success && free) taken.push({ ...form.data, id: identity.id })
    else refused.push(shown(identity.name) || identity.address)
  }
  return { taken, refused }
}

function takenLabels(labels: Label[], usual: ReadonlyMap<string, string>) {
  const taken: Label[] = []
  const refused: string[] = []
  for (const { keyword, name } of labels) {
    const label = { keyword, name: tidyName(name) }
    const free = !taken.some((other) => other.keyword.toLowerCase() === keyword.toLowerCase())
    if (free && complaintsOf({ labels: [...taken, label], added: '' }, usual).size === 0) taken.push(label)
    else refused.push(label.name || keyword)
  }
  return { taken, refused }
}

/** Whatever a stranger wrote into the file is shown no longer than a name is. */
const shown = (name: string) => tidyName(name).slice(0, 40)

function parted<T>(all: T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))]
}
