import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { normaliseTyped } from './typed-form.ts'
import type { People, Person } from './types.ts'

/**
 * With `peopleFile`: the people it lists, read again when it has changed. Without: whoever types a login, or an address
 * of `mailDomain`, is `login@mailDomain`, and the mail server alone says whether they exist.
 */
export function createPeople({ peopleFile, mailDomain }: PeopleOptions): People {
  if (peopleFile !== undefined) return peopleOf(peopleFile)
  return { find: (typed) => Promise.resolve(personAt(mailDomain.toLowerCase(), normaliseTyped(typed))) }
}

export interface PeopleOptions {
  peopleFile: string | undefined
  mailDomain: string
}

const personRecord = z.object({
  login: z.string().min(1),
  name: z.string(),
  addresses: z.array(z.string().min(1)).min(1),
  school: z.object({ uai: z.string(), name: z.string() }).optional(),
})

function peopleOf(file: string): People {
  let state = ''
  let byForm = new Map<string, Person>()

  return {
    async find(typed) {
      const { mtimeMs, size, ino } = await stat(file)
      const found = `${mtimeMs} ${size} ${ino}`
      if (found !== state) {
        byForm = indexPeople(await readPeople(file))
        state = found
      }
      return byForm.get(normaliseTyped(typed))
    },
  }
}

async function readPeople(file: string): Promise<Person[]> {
  const parsed = z.array(personRecord).safeParse(JSON.parse(await readFile(file, 'utf8')))
  // What is in the file is people: a complaint names places in it, not them.
  if (!parsed.success) throw new Error(`PEOPLE_FILE is not a list of people\n${z.prettifyError(parsed.error)}`)
  return parsed.data.map(({ school, ...person }) => ({ ...person, ...(school && { school }) }))
}

/** A login wins over another person's address: the mail server knows logins. */
function indexPeople(people: Person[]): Map<string, Person> {
  const addresses = people.flatMap((person) => person.addresses.map((address) => [address, person] as const))
  const logins = people.map((person) => [person.login, person] as const)
  return new Map([...addresses, ...logins].map(([form, person]) => [normaliseTyped(form), person]))
}

function personAt(domain: string, typed: string): Person | undefined {
  const login = typed.endsWith(`@${domain}`) ? typed.slice(0, -domain.length - 1) : typed
  if (!/^[^\s@]+$/u.test(login)) return undefined
  return { login, name: login, addresses: [`${login}@${domain}`] }
}
