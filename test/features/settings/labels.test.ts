import { keywordFor } from '../../../src/features/settings/label-keyword.ts'
import type { Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const namesOn = (page: Visit) =>
  page
    .$('input[name=name]')
    .map((_index, field) => page.$(field).attr('value'))
    .toArray()
const usual = ['Important', 'Travail', 'Personnel', 'À faire', 'Plus tard']

describe('labels', () => {
  it('are Thunderbird’s five until somebody chooses others', async () => {
    const { browser } = await webmail()

    expect(namesOn(await browser.open('/settings/labels'))).toEqual(usual)
  })

  it('are added, renamed, moved and removed, each submit keeping what was typed', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/settings/labels')

    const added = await page.press('Ajouter', { new: 'Conseils de classe', name: ['Urgent', ...usual.slice(1)] })
    expect(namesOn(added)).toEqual(['Urgent', ...usual.slice(1), 'Conseils de classe'])
    const raised = await added.press('do-up-conseils_de_classe')
    expect(namesOn(raised).slice(-2)).toEqual(['Conseils de classe', 'Plus tard'])
    const removed = await raised.press('do-remove-$label5')

    expect(namesOn(removed)).toEqual(['Urgent', 'Travail', 'Personnel', 'À faire', 'Conseils de classe'])
    expect((await removed.press('Ajouter', { new: 'plus tard' })).$('input[value="$label5"]').length).toBe(1)
  })

  it('added by several pages at once are all kept, and one name only once', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/settings/labels')
    const added = ['Bus', 'Musée', 'Cantine', 'Cantine']

    const pages = await Promise.all(added.map((name) => page.press('Ajouter', { new: name })))

    expect(pages.map(({ status }) => status).sort()).toEqual([200, 200, 200, 422])
    expect(namesOn(await browser.open('/settings/labels')).sort()).toEqual([...usual, ...added.slice(0, 3)].sort())
  })

  it('that have no name, or another’s, are pointed at and not saved', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/settings/labels')
    const mine = await page.press('Ajouter', { new: 'Mien' })

    const refused = await mine.press('Enregistrer', { name: ['Travail', ...usual.slice(1), ''] })

    expect(refused.status).toBe(422)
    expect(refused.$('#label-1-wrong').text()).toContain('porte déjà ce nom')
    expect(refused.$('#label-5-wrong').text()).toContain('Donnez un nom')
    expect(namesOn(await browser.open('/settings/labels'))).toEqual([...usual, 'Mien'])
  })

  it('are offered in the list under the names they were given', async () => {
    const { browser, mail } = await webmail()
    await mail.deliver({ from: 'a@b.example', subject: 'x', text: 'y' })
    await (await browser.open('/settings/labels')).press('Ajouter', { new: 'Sortie à vélo' })

    expect((await browser.open('/mail/INBOX')).words).toContain('Sortie à vélo')
  })
})

describe('the keyword of a label', () => {
  it.each([
    ['Sortie à vélo', [], 'sortie_a_velo'],
    ['SORTIE', ['sortie'], 'sortie_2'],
    ['Junk', [], 'junk_2'],
    ['🚲', [], 'etiquette'],
    ['(a) {b} %c* "d\\ e]', [], 'a_b_c_d_e'],
  ])('of « %s » beside %j is %s', (name, taken, keyword) => {
    expect(keywordFor(name, taken)).toBe(keyword)
  })
})
