import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { normaliseTyped } from './typed-form.ts'
import type { People, Person } from './types.ts'

/**
 * With `peopleFile`: the people it lists, read again when it has changed. Without: whoever types a login, or an address
 * of `mailDomain`, is `login@mailDomain`, and the mail server alone says whether they exist.
 */
export function createPeople({ peopleFile, mailDomain, complain }: PeopleOptions): People {
  if (peopleFile) return peopleOf(peopleFile, complain)
  return { find: (typed) => Promise.resolve(personAt(mailDomain.toLowerCase(), normaliseTyped(typed))) }
}

export interface PeopleOptions {
  peopleFile: string | undefined
  mailDomain: string
  /** Told once of a changed file that cannot be read: the people known before stay. */
  complain?: (error: unknown) => void
}

const personRecord = z.object({
  login: z.string().min(1),
  name: z.string(),
  addresses: z.array(z.string().min(1)).min(1),
  school: z.object({ uai: z.string(), name: z.string() }).optional(),
})

function peopleOf(file: string, complain: PeopleOptions['complain']): People {
  let state = ''
  let byForm: Map<string, Person> | undefined

  async function refresh(found: string): Promise<void> {
    try {
      byForm = indexPeople(await readPeople(file))
    } catch (error) {
      if (!byForm) throw error
      complain?.(error)
    }
    state = found
  }

  return {
    async find(typed) {
      const found = stateOf(file)
      if (found !== state) await refresh(found)
      return byForm?.get(normaliseTyped(typed))
    },
  }
}

/**
 * Differs whenever the file may; the same for a file that is not there. Asked by every page, and at once: on another
 * thread the question takes five times as long as its answer.
 */
function stateOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0, ino: 0 }
  return `${mtimeMs} ${size} ${ino}`
}

async function readPeople(file: string): Promise<Person[]> {
  const parsed = z.array(personRecord).safeParse(parseJson(await readFile(file, 'utf8')))
  if (!parsed.success) throw new Error(`PEOPLE_FILE is not a list of people\n${z.prettifyError(parsed.error)}`)
  return parsed.data.map(({ school, ...person }) => ({ ...person, ...(school && { school }) }))
}

/** What is in the file is people: a complaint names places in it, not them, as JSON.parse would. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('PEOPLE_FILE is not JSON')
  }
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
