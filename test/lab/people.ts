import { randomBytes } from 'node:crypto'
import { appendFile, mkdir, readFile, rename, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mailDomain, type LabPlaces } from './places.ts'

export interface Person {
  login: string
  name: string
  addresses: string[]
  school?: { uai: string; name: string }
}

export interface NewUser extends Partial<Person> {
  password?: string
  /** Room for mail, in mebibytes; 2,048 unless told otherwise. */
  quotaMb?: number
}

export interface LabUser {
  login: string
  password: string
  name: string
  /** The first of the person's addresses. */
  address: string
}

type PeoplePlaces = Pick<LabPlaces, 'folder' | 'peopleFile'>

/** Adds a user whom Dovecot knows at once. Safe from several processes side by side. */
export async function addUser(places: PeoplePlaces, wanted: NewUser = {}): Promise<LabUser> {
  const login = wanted.login ?? `prof-${randomBytes(5).toString('hex')}`
  const person = {
    login,
    name: wanted.name ?? `Professeur ${login.slice(-4)}`,
    addresses: wanted.addresses ?? [`${login}@${mailDomain}`],
    ...(wanted.school && { school: wanted.school }),
  }
  const password = wanted.password ?? randomBytes(9).toString('base64url')
  await appendFile(recordFile(places), `${JSON.stringify(person)}\n`)
  await publishPeople(places)
  await writeFile(path.join(usersFolder(places), login), passwdLine({ login, password, quotaMb: wanted.quotaMb }))
  return { login, password, name: person.name, address: person.addresses[0] ?? `${login}@${mailDomain}` }
}

/** Everybody added so far, the latest record of a login winning. */
export async function readPeople(places: PeoplePlaces): Promise<Person[]> {
  const lines = (await readFile(recordFile(places), 'utf8')).split('\n').filter(Boolean)
  const people = lines.map((line) => JSON.parse(line) as Person)
  return [...new Map(people.map((person) => [person.login, person])).values()]
}

/** Creates what is missing of the users' files. */
export async function preparePeople(places: PeoplePlaces): Promise<void> {
  await mkdir(usersFolder(places), { recursive: true })
  await appendFile(recordFile(places), '')
  await publishPeople(places)
}

const usersFolder = ({ folder }: PeoplePlaces): string => path.join(folder, 'users')

/** Records are only ever appended, in one write each: two processes cannot lose each other's. */
const recordFile = ({ folder }: PeoplePlaces): string => path.join(folder, 'people.jsonl')

/** In turn: a list that was read before somebody was added would take them away again, and end their session. */
async function publishPeople(places: PeoplePlaces): Promise<void> {
  const turn = `${places.peopleFile}.turn`
  await takeTurn(turn)
  try {
    const draft = `${places.peopleFile}.${randomBytes(6).toString('hex')}`
    await writeFile(draft, `${JSON.stringify(await readPeople(places), null, 2)}\n`)
    await rename(draft, places.peopleFile)
  } finally {
    await rmdir(turn)
  }
}

/** A folder can be made only once, by whichever process; rejects after ten seconds of a turn that nobody gives back. */
async function takeTurn(turn: string): Promise<void> {
  const end = Date.now() + 10_000
  for (;;) {
    try {
      return await mkdir(turn)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || Date.now() > end) throw error
      await pause(2)
    }
  }
}

function passwdLine({ login, password, quotaMb }: { login: string; password: string; quotaMb: number | undefined }) {
  const secret = `{PLAIN.b64}${Buffer.from(password).toString('base64')}`
  const quota = quotaMb === undefined ? '' : `userdb_quota_rule=*:storage=${quotaMb}M`
  return `${login}:${secret}::::::${quota}\n`
}
