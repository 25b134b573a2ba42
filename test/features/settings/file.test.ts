import type { Browser, Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const asFile = (content: string) => [{ field: 'file', name: 'preferences.json', content: Buffer.from(content) }]

async function exported(browser: Browser): Promise<Record<string, unknown> & { preferences: Record<string, unknown> }> {
  const { text, headers } = await browser.agent.get('/settings/file/export').buffer(true)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="traboule-\d{4}-\d\d-\d\d\.json"$/)
  return JSON.parse(text) as Awaited<ReturnType<typeof exported>>
}

const send = async (browser: Browser, content: string): Promise<Visit> =>
  (await browser.open('/settings/file')).press('Lire le fichier', {}, asFile(content))

describe('preferences as a file', () => {
  it('come back whole, once their owner has seen what they would change', async () => {
    const { browser } = await webmail()
    await (await browser.open('/settings/display')).press('Enregistrer', { theme: 'dark', economy: 'on' })
    const file = await exported(browser)
    expect(file).toMatchObject({ application: 'traboule', version: 1, release: expect.any(String) as string })
    await (await browser.open('/settings/display')).press('Enregistrer', { theme: 'light', economy: [] })

    const read = await send(browser, JSON.stringify(file))

    expect(read.words).toContain('Rien n’a encore changé')
    expect(read.words).toContain('Thème : Clair → Sombre')
    expect(read.words).toContain('Mode économe : non → oui')
    expect(read.$('html').attr('class')).toBe('light')
    const after = await read.press('Importer ces préférences')
    expect(after.$('#dit').text()).toBe('Préférences enregistrées.')
    expect(after.$('html').attr('class')).toBe('dark')
  })

  it('are forgotten when their owner gives up', async () => {
    const { browser } = await webmail()
    const file = await exported(browser)
    const read = await send(browser, JSON.stringify({ ...file, preferences: { ...file.preferences, theme: 'dark' } }))

    const after = await read.press('Renoncer')

    expect(after.words).toContain('le fichier est oublié')
    expect(after.$('#file').length).toBe(1)
    expect(after.$('html').attr('class')).toBeUndefined()
  })

  it.each([
    { what: 'cut', of: (text: string) => text.slice(0, 300), says: 'ce n’est pas un fichier de préférences' },
    { what: 'no JSON', of: () => 'Bonjour', says: 'ce n’est pas un fichier de préférences' },
    { what: 'somebody else’s', of: () => '{"application":"autre","version":1}', says: 'ce n’est pas un fichier' },
    {
      what: 'altered',
      of: (text: string) => text.replace('"rowsPerPage": 25', '"rowsPerPage": 26').replace('"system"', '"dark"'),
      says: 'ne comprend pas Messages par page.',
    },
    {
      what: 'full of strange things',
      of: (text: string) => text.replace('"preferences": {', '"preferences": {"__proto__": {"x": 1}, "son": "fort",'),
      says: 'ne comprend pas',
    },
    {
      what: 'of a newer release',
      of: (text: string) =>
        text.replace('"version": 1', '"version": 2').replace(/"release": "[^"]+"/, '"release": "9.1.0"'),
      says: 'version plus récente de Traboule (9.1.0)',
    },
    {
      what: 'of a release that has more settings',
      of: (text: string) =>
        text.replace(/"release": "[^"]+"/, '"release": "0.10.0"').replace('"theme"', '"couleurs": "sable",\n"theme"'),
      says: 'version plus récente de Traboule (0.10.0)',
    },
    { what: 'empty', of: () => '', says: 'ce n’est pas un fichier de préférences' },
  ])('change nothing, and say why, when the file is $what', async ({ of, says }) => {
    const { browser } = await webmail()
    const text = JSON.stringify(await exported(browser), null, 2)

    const refused = await send(browser, of(text))

    expect(refused.status).toBe(422)
    expect(refused.$('#dit').text().replaceAll('\u00a0', ' ')).toContain(says)
    expect((await exported(browser)).preferences).toEqual((JSON.parse(text) as { preferences: unknown }).preferences)
    expect((await browser.open('/settings/file')).$('#file').length).toBe(1)
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('are not taken for settings of a page: %s', async (name) => {
    const { browser } = await webmail()
    const refused = await send(browser, JSON.stringify({ ...(await exported(browser)), preferences: { [name]: 1 } }))

    expect(refused.status).toBe(422)
    expect(refused.words).toContain(name)
  })

  it('name ten of the settings that are not understood, however many there are', async () => {
    const { browser } = await webmail()
    const preferences = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`s${at}`, at]))
    const refused = await send(browser, JSON.stringify({ ...(await exported(browser)), preferences }))

    expect(refused.words).toContain('« s9 »')
    expect(refused.words).toMatch(/et 4\s990 autres/)
    expect(refused.words).not.toContain('« s10 »')
  })

  it('that wait are forgotten once another file was refused', async () => {
    const { browser } = await webmail()
    const file = await exported(browser)
    await send(browser, JSON.stringify({ ...file, preferences: { theme: 'dark' } }))
    const page = await browser.open('/settings/display')
    const form = { _csrf: String(page.$('form[method=post] [name=_csrf]').first().val()), 'do-read': 'x' }
    const refused = await browser.agent
      .post('/settings/file')
      .field(form)
      .attach('file', Buffer.from('{}'), 'preferences.json')

    expect(refused.status).toBe(422)
    expect((await browser.open('/settings/file')).$('#file').length).toBe(1)
  })

  it('say when no file was chosen, or one too large', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/settings/file')

    expect((await page.press('Lire le fichier')).words).toContain('aucun fichier n’était choisi')
    expect((await send(browser, ' '.repeat(1_100_000))).words).toContain('trop grand')
  })

  it('leave out identities of addresses that are not the person’s, and say so', async () => {
    const { browser, user } = await webmail()
    const file = await exported(browser)
    const identity = { id: 'a', name: 'Moi', address: user.address, replyTo: '', signature: 'M.' }
    const identities = [identity, { ...identity, id: 'b', address: 'recteur@ac-lyon.example' }]

    const read = await send(browser, JSON.stringify({ ...file, preferences: { identities } }))

    expect(read.words).toContain('Une identité est laissée de côté')
    expect(read.words).toContain('recteur@ac-lyon.example')
    await read.press('Importer ces préférences')
    expect((await exported(browser)).preferences['identities']).toEqual([identity])
  })

  it('leave out what the forms of identities and labels would refuse, and name it', async () => {
    const { browser, user } = await webmail()
    const file = await exported(browser)
    const identity = { id: 'a', name: 'Moi', address: user.address, replyTo: '', signature: 'M.' }
    const wrong = [
      { id: 'new', name: 'Neuve' },
      { id: 'plain-0', name: 'Plate' },
      { id: 'a', name: 'Double' },
      { id: 'b', name: 'Muette', replyTo: 'rien du tout' },
      { id: 'c', name: 'x'.repeat(201) },
      { id: 'd', name: 'Moi' },
    ].map((one) => ({ ...identity, ...one }))
    const labels = [
      { keyword: 'velo', name: 'Vélo\r\nBcc: x@y.example' },
      { keyword: 'VELO', name: 'Encore' },
      { keyword: 'constructor', name: '' },
    ]
    const split = { ...identity, id: 'e', name: 'Moi\r\naussi', replyTo: ' a@b.example\r\n' }

    const read = await send(
      browser,
      JSON.stringify({ ...file, preferences: { identities: [identity, ...wrong, split], labels } }),
    )
    for (const words of ['8 éléments', 'Neuve', 'Plate', 'Double', 'Muette', 'Encore', 'constructor']) {
      expect(read.words).toContain(words)
    }
    await read.press('Importer ces préférences')

    expect((await exported(browser)).preferences).toMatchObject({
      identities: [identity, { ...split, name: 'Moi aussi', replyTo: 'a@b.example' }],
      labels: [{ keyword: 'velo', name: 'Vélo Bcc: x@y.example' }],
    })
  })

  it('come only from a page of one’s own', async () => {
    const { browser } = await webmail()
    const answer = await browser.agent
      .post('/settings/file')
      .field('_csrf', 'x')
      .field('do-read', 'x')
      .attach('file', Buffer.from('{}'), 'x.json')
    expect(answer.status).toBe(403)
  })
})
