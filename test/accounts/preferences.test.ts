import { createPreferences, defaultPreferences, identitiesOf, type Identity } from '../../src/accounts/index.ts'
import { temporaryStore } from '../support/store.ts'

async function stored(value?: string) {
  const { settings, write } = await temporaryStore()
  await write(async (transaction) => {
    await transaction.insertInto('account').values({ id: 'a', person: 'a', generation: 0, created_at: 0 }).execute()
  })
  if (value !== undefined) await settings.save('a', 'preferences', value)
  return createPreferences(settings)
}

describe('preferences', () => {
  it('are the house’s own until some are changed, and the others stay as they were', async () => {
    const preferences = await stored()
    expect(await preferences.read('a')).toEqual(defaultPreferences)

    const { now, before } = await preferences.change('a', { theme: 'dark', rowsPerPage: 25 })

    expect(before).toEqual({ theme: 'system' })
    expect(now).toEqual({ ...defaultPreferences, theme: 'dark' })
    expect(await preferences.read('a')).toEqual(now)
    expect(await preferences.read('b')).toEqual(defaultPreferences)
  })

  it('saved by two pages at once keep what both say', async () => {
    const preferences = await stored()
    await Promise.all([
      preferences.change('a', { theme: 'dark' }),
      preferences.change('a', { rowsPerPage: 50 }),
      preferences.change('a', { spacing: 'wide' }),
    ])

    expect(await preferences.read('a')).toEqual({
      ...defaultPreferences,
      theme: 'dark',
      rowsPerPage: 50,
      spacing: 'wide',
    })
  })

  it('whose lists two pages add to at once keep what both added', async () => {
    const preferences = await stored()
    const add = (sender: string) =>
      preferences.change('a', ({ imageSenders }) => ({ imageSenders: [...imageSenders, sender] }))
    const [, second] = await Promise.all([add('a@b.example'), add('c@d.example')])

    expect((await preferences.read('a')).imageSenders).toEqual(['a@b.example', 'c@d.example'])
    expect(second.before).toEqual({ imageSenders: ['a@b.example'] })
  })

  it('written by another release count as never chosen, one by one', async () => {
    const preferences = await stored('{"theme":"stripes","rowsPerPage":50,"hours":24,"sound":"loud","timeZone":"Lyon"}')

    expect(await preferences.read('a')).toEqual({ ...defaultPreferences, rowsPerPage: 50 })
  })

  it('that are lists lose only what no longer makes sense', async () => {
    const maths = { id: 'm', name: 'M.', address: 'm@a.example', replyTo: '', signature: '' }
    const preferences = await stored(
      JSON.stringify({ identities: [maths, { id: '' }], imageSenders: ['a@b.example', 1] }),
    )

    expect(await preferences.read('a')).toMatchObject({ identities: [maths], imageSenders: ['a@b.example'] })
  })

  it('are never lost by writing what does not fit', async () => {
    const preferences = await stored()
    const one = (id: number): Identity => ({
      id: `i${id}`,
      name: 'M.',
      address: 'm@a.example',
      replyTo: '',
      signature: '',
    })
    const fifty = Array.from({ length: 50 }, (_, id) => one(id))
    await preferences.change('a', { identities: fifty, imageSenders: ['a@b.example'] })

    await expect(preferences.change('a', { identities: [...fifty, one(50)] })).rejects.toThrow()
    await expect(preferences.change('a', { imageSenders: ['x'.repeat(321)] })).rejects.toThrow()
    await expect(preferences.change('a', { timeZone: 'Lyon' })).rejects.toThrow()

    expect(await preferences.read('a')).toMatchObject({ identities: fifty, imageSenders: ['a@b.example'] })
  })
})

describe('who a person may write as', () => {
  const person = { name: 'Marie Dupont', addresses: ['marie@a.example', 'maths@a.example'] }
  const maths: Identity = { id: 'm', name: 'Les maths', address: 'Maths@A.example', replyTo: '', signature: 'M.' }
  const written = (identities: Identity[], mainIdentity = '') =>
    identitiesOf(person, { identities, mainIdentity }).map(({ name, address }) => `${name} <${address}>`)

  it('is each of their addresses, under their name where they set up no other', () => {
    expect(written([maths])).toEqual(['Marie Dupont <marie@a.example>', 'Les maths <maths@a.example>'])
  })

  it('begins with the one they chose', () => {
    expect(written([maths], 'm')[0]).toBe('Les maths <maths@a.example>')
  })

  it('is never somebody else, whatever was once set up', () => {
    const foreign = { ...maths, id: 'f', address: 'recteur@a.example' }
    expect(written([foreign], 'f')).toEqual(['Marie Dupont <marie@a.example>', 'Marie Dupont <maths@a.example>'])
  })
})
