import { rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPeople } from '../../src/accounts/index.ts'
import { temporaryFolder } from '../support/store.ts'

const marie = {
  login: 'mdupont',
  name: 'Marie Dupont',
  addresses: ['marie.dupont@ac-lyon.example', 'm.dupont@ac-lyon.example'],
}
const zoe = {
  login: 'zoé',
  name: 'Zoé Noël',
  addresses: ['zoe.noel@ac-lyon.example'],
  school: { uai: '0690001B', name: 'Collège' },
}

describe('people from a file', () => {
  it('are found by login or any of their addresses, however it is typed', async () => {
    const people = createPeople({ peopleFile: await fileOf([marie, zoe]), mailDomain: 'ac-lyon.example' })

    for (const typed of [
      'mdupont',
      ' MDupont ',
      'Marie.Dupont@AC-LYON.example',
      'm.dupont@ac-lyon.example',
      'mdup\u0000ont',
    ]) {
      expect(await people.find(typed)).toEqual(marie)
    }
    expect(await people.find('zoe\u0301')).toEqual(zoe)
    expect(await people.find('')).toBeUndefined()
    expect(await people.find('kbenali')).toBeUndefined()
  })

  it('are read again when the file has changed', async () => {
    const peopleFile = await fileOf([marie])
    const people = createPeople({ peopleFile, mailDomain: 'ac-lyon.example' })
    expect(await people.find('zoé')).toBeUndefined()

    await writeFile(peopleFile, JSON.stringify([zoe]))
    await utimes(peopleFile, new Date(), new Date(Date.now() + 5_000))
    expect(await people.find('zoé')).toEqual(zoe)
    expect(await people.find('mdupont')).toBeUndefined()
  })

  it('stay as they were when the file is being rewritten, or gone, which is told once', async () => {
    const peopleFile = await fileOf([marie])
    const complaints: unknown[] = []
    const people = createPeople({ peopleFile, mailDomain: 'x', complain: (error) => complaints.push(error) })
    expect(await people.find('mdupont')).toEqual(marie)

    await writeFile(peopleFile, '[{"login": "mdu')
    for (let request = 0; request < 3; request++) expect(await people.find('mdupont')).toEqual(marie)
    expect(complaints.map(String)).toEqual(['Error: PEOPLE_FILE is not JSON'])
    await rm(peopleFile)
    expect(await people.find('mdupont')).toEqual(marie)
    await writeFile(peopleFile, JSON.stringify([zoe]))
    expect(await people.find('mdupont')).toBeUndefined()
  })

  it('prefer the login when it is another person’s address', async () => {
    const sly = { login: 'sly', name: 'Sly', addresses: ['mdupont'] }
    const people = createPeople({ peopleFile: await fileOf([marie, sly]), mailDomain: 'ac-lyon.example' })
    expect(await people.find('mdupont')).toEqual(marie)
  })

  it('complain of a file that does not list people, naming none of them', async () => {
    const people = createPeople({ peopleFile: await fileOf([{ login: 'mdupont' }]), mailDomain: 'ac-lyon.example' })
    await expect(people.find('mdupont')).rejects.toThrow(/^PEOPLE_FILE is not a list of people(?!.*mdupont)/s)
  })
})

describe('people without a file', () => {
  it('are a login at the domain, typed alone or whole', async () => {
    const people = createPeople({ peopleFile: undefined, mailDomain: 'AC-Lyon.example' })
    const person = { login: 'mdupont', name: 'mdupont', addresses: ['mdupont@ac-lyon.example'] }

    expect(await people.find('MDupont')).toEqual(person)
    expect(await people.find('mdupont@ac-lyon.example')).toEqual(person)
    for (const typed of ['mdupont@elsewhere.example', '@ac-lyon.example', 'm dupont', 'a@b@ac-lyon.example', '']) {
      expect(await people.find(typed)).toBeUndefined()
    }
  })
})

async function fileOf(people: unknown[]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'people.json')
  await writeFile(file, JSON.stringify(people))
  return file
}
