import { lab } from '../../support/lab.ts'
import { newestRaw, typedIn } from '../../support/compose.ts'
import type { Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const addresses = ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example']
const somebody = () => webmail({ user: { name: 'Marie Dupont', addresses } })

async function withIdentity(fields: Record<string, string>) {
  const site = await somebody()
  const page = await (await site.browser.open('/settings/identities')).follow('Nouvelle identité')
  return { ...site, after: await page.press('Enregistrer', fields) }
}

const namesOn = (page: Visit) =>
  page
    .$('label bdi')
    .toArray()
    .map((label) => page.$(label).text())

const maths = {
  name: 'Équipe de maths',
  address: 'maths@ac-lyon.example',
  signature: 'L’équipe de maths\r\nCollège Ampère',
}

describe('identities', () => {
  it('begin with each address of a person under their name', async () => {
    const { browser } = await somebody()

    const page = await browser.open('/settings/identities')

    expect(namesOn(page)).toEqual([
      'Marie Dupont <marie.dupont@ac-lyon.example>',
      'Marie Dupont <maths@ac-lyon.example>',
    ])
  })

  it('get a name, a reply address and a signature, and come first when chosen', async () => {
    const { after, browser } = await withIdentity({ ...maths, replyTo: 'secretariat@ac-lyon.example' })
    expect(after.words).toContain('Identités et signatures enregistrées.')
    expect(after.words).toContain('réponses à secretariat@ac-lyon.example · avec signature')

    const id = after.$('label:contains("Équipe de maths")').attr('for') ?? ''
    const chosen = await after.press('Enregistrer', { main: id })

    expect(chosen.$('input[name=main]:checked').attr('id')).toBe(id)
    const letter = await browser.open('/compose')
    expect(letter.$('#from option[selected]').text()).toBe('Équipe de maths <maths@ac-lyon.example>')
    expect(typedIn(letter)['body']).toBe('\n\n-- \nL’équipe de maths\nCollège Ampère')
    expect(typedIn(letter)['reply-to']).toBe('secretariat@ac-lyon.example')
  })

  it('of one address stand side by side, and new letters begin as before until another is chosen', async () => {
    const { after, browser } = await withIdentity({ ...maths, address: addresses[0] ?? '' })

    expect(namesOn(after)).toEqual([
      'Marie Dupont <marie.dupont@ac-lyon.example>',
      'Équipe de maths <marie.dupont@ac-lyon.example>',
      'Marie Dupont <maths@ac-lyon.example>',
    ])
    expect(after.$('input[name=main]').first().attr('checked')).toBeDefined()
    expect(typedIn(await browser.open('/compose'))['body']).toBe('')
    const changed = await after.press('Enregistrer', { main: after.$('label:contains("Équipe")').attr('for') ?? '' })
    expect(namesOn(changed)[0]).toBe('Équipe de maths <marie.dupont@ac-lyon.example>')
  })

  it('are shown without the quotes that a form sends, whatever is in their names', async () => {
    const { after, browser } = await withIdentity({ ...maths, name: 'Dupont, Marie (maths)' })
    const words = 'Dupont, Marie (maths) <maths@ac-lyon.example>'

    expect(namesOn(after)).toContain(words)
    expect((await browser.open('/settings')).words).toContain(words)
    const letter = await browser.open('/compose')
    const option = letter.$('#from option').filter((_, one) => letter.$(one).text() === words)
    const saved = await letter.press('Enregistrer', { from: option.attr('value') ?? '' })
    expect(saved.$('#from option[selected]').text()).toBe(words)
  })

  it('of the same name and address are one, which stays the first where it was', async () => {
    const { after, browser } = await withIdentity({ ...maths, name: 'Marie Dupont', address: addresses[0] ?? '' })

    expect(namesOn(after)).toEqual([
      'Marie Dupont <marie.dupont@ac-lyon.example>',
      'Marie Dupont <maths@ac-lyon.example>',
    ])
    expect(typedIn(await browser.open('/compose'))['body']).toContain('Collège Ampère')
  })

  it('saved and removed by several pages at once are what all of them say', async () => {
    const { after, browser } = await withIdentity(maths)
    const id = after.$('label:contains("Équipe de maths")').attr('for') ?? ''
    const removal = await browser.open(`/settings/identities/${id}/remove`)
    const fresh = await browser.open('/settings/identities/new')

    await Promise.all([
      removal.press('do-remove'),
      ...['Le labo', 'La chorale'].map((name) => fresh.press('Enregistrer', { ...maths, name })),
    ])

    const { words } = await browser.open('/settings/identities')
    expect(words).toContain('Le labo')
    expect(words).toContain('La chorale')
    expect(words).not.toContain('Équipe de maths')
  })

  it('never have somebody else’s address, nor what is no address to answer to', async () => {
    const { after } = await withIdentity({ ...maths, address: 'recteur@ac-lyon.example', replyTo: 'rien, du tout' })

    expect(after.status).toBe(422)
    expect(after.$('#address-wrong').text()).toBe('Choisissez une de vos adresses.')
    expect(after.$('#replyTo-wrong').text()).toContain('pas une adresse courriel')
    expect(after.$('#name').attr('value')).toBe('Équipe de maths')
    expect(after.$('#signature').text()).toContain('Collège Ampère')
  })

  it('differ from each other by name or address', async () => {
    const { after } = await withIdentity(maths)

    const again = await (await after.follow('Nouvelle identité')).press('Enregistrer', maths)

    expect(again.status).toBe(422)
    expect(again.$('#name-wrong').text()).toContain('Une autre identité')
  })

  it('are fifty at most, and one more takes none away', async () => {
    const { browser, parts, user } = await somebody()
    const person = await parts.people.find(user.login)
    const account = person && (await parts.accounts.accounts.find(person, user.login))
    const one = { ...maths, replyTo: '', signature: 'M.' }
    const identities = Array.from({ length: 50 }, (_, id) => ({ ...one, id: `i${id}`, name: `Classe ${id}` }))
    await parts.preferences.change(account?.id ?? '', { identities })
    const page = await browser.open('/settings/identities')

    const refused = await (await page.follow('Nouvelle identité')).press('Enregistrer', maths)

    expect(refused.status).toBe(422)
    expect(refused.$('#name-wrong').text()).toContain('50 identités au plus')
    const edit = await browser.open('/settings/identities/i7')
    const beside = await edit.press('Enregistrer', { address: addresses[0] ?? '' })
    expect(beside.$('#name-wrong').text()).toContain('50 identités au plus')
    expect((await edit.press('Enregistrer', { name: 'Maths' })).$('[aria-label^=Modifier]').length).toBe(51)
  })

  it('can be changed and, after a question, removed', async () => {
    const { after, browser } = await withIdentity(maths)
    const edit = await browser.open(after.$('[aria-label^="Modifier Équipe de maths"]').attr('href') ?? '')
    const changed = await edit.press('Enregistrer', { name: 'Les maths' })
    expect(changed.words).toContain('Les maths <maths@ac-lyon.example>')

    const again = await browser.open(changed.$('[aria-label^="Modifier Les maths"]').attr('href') ?? '')
    const question = await again.press('Supprimer l’identité')
    expect(question.words).toContain('Supprimer cette identité ?')
    expect((await question.follow('La garder')).$('#name').attr('value')).toBe('Les maths')
    const removed = await question.press('Supprimer l’identité')

    expect(removed.words).not.toContain('Les maths')
    expect(removed.words).toContain('Marie Dupont <maths@ac-lyon.example>')
  })

  it('are nobody’s any more once the directory has taken the address away', async () => {
    const { browser, user, after } = await withIdentity(maths)
    const id = after.$('label:contains("Équipe de maths")').attr('for') ?? ''
    await after.press('Enregistrer', { main: id })
    const letter = await browser.open('/compose')
    const saved = await letter.press('Enregistrer', { to: user.address, subject: 'Avant' })
    expect(saved.$('#from option[selected]').text()).toContain('Équipe de maths')

    await lab().addUser({ ...user, addresses: [addresses[0] ?? ''] })
    const page = await browser.open(saved.url)

    expect(page.$('input[name=from]').attr('value')).toBe('Marie Dupont <marie.dupont@ac-lyon.example>')
    await page.press('Envoyer')
    expect(await newestRaw({ user }, 'Envoyés')).toContain('From: Marie Dupont <marie.dupont@ac-lyon.example>')
  })
})

describe('a letter', () => {
  it('is answered as the identity it was written to, signed above the quote', async () => {
    const { browser, mail } = await withIdentity(maths)
    await mail.deliver({
      from: 'lea@b.example',
      to: 'maths@ac-lyon.example',
      subject: 'Devoirs',
      text: 'Une question.',
    })

    const answer = await (await (await browser.open('/mail/INBOX')).follow('Devoirs')).follow('Répondre')

    expect(answer.$('#from option[selected]').text()).toBe('Équipe de maths <maths@ac-lyon.example>')
    expect(typedIn(answer)['body']).toMatch(
      /^\n\n-- \nL’équipe de maths\nCollège Ampère\n\nLe .* a écrit\u00a0:\n> Une question\.$/,
    )
  })

  it('changes its signature with its identity, and keeps every typed word', async () => {
    const { browser } = await withIdentity(maths)
    const letter = await browser.open('/compose')
    const typed = { to: 'lea@b.example', subject: 'Réunion', body: 'Bonjour Léa,\nà jeudi.\n', bcc: 'chef@b.example' }
    const from = 'Équipe de maths <maths@ac-lyon.example>'

    const changed = await letter.press('Changer d’identité', { ...typed, from })

    expect(typedIn(changed)).toMatchObject({
      ...typed,
      body: 'Bonjour Léa,\nà jeudi.\n\n-- \nL’équipe de maths\nCollège Ampère',
    })
    const back = await changed.press('Changer d’identité', { from: 'Marie Dupont <marie.dupont@ac-lyon.example>' })
    expect(typedIn(back)).toMatchObject({ ...typed, body: 'Bonjour Léa,\nà jeudi.' })
  })

  it('leaves signed by whom it says it is from, whatever submit was pressed', async () => {
    const { browser, user } = await withIdentity(maths)
    const letter = await browser.open('/compose')
    const from = 'Équipe de maths <maths@ac-lyon.example>'

    await letter.press('Envoyer', { to: user.address, subject: 'Réunion', body: 'À jeudi.', from })

    const sent = await newestRaw({ user }, 'Envoyés')
    expect(sent).toContain('maths@ac-lyon.example>')
    expect(sent).toContain('\r\n--=20\r\nL=E2=80=99=C3=A9quipe de maths')
  })

  it('keeps a signature that its writer has changed', async () => {
    const { browser, after } = await withIdentity(maths)
    await after.press('Enregistrer', { main: after.$('label:contains("Équipe de maths")').attr('for') ?? '' })
    const letter = await browser.open('/compose')
    const body = 'Bonjour.\n\n-- \nL’équipe de maths, salle 12'

    const changed = await letter.press('Changer d’identité', {
      body,
      from: 'Marie Dupont <marie.dupont@ac-lyon.example>',
    })

    expect(typedIn(changed)['body']).toBe(body)
  })
})
