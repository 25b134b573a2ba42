import { auditor, faultless, type Faults } from './audit.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'] })
  faults = await auditor(at)
  await deliverLetters(at.user.login)
})

const settings = (section: string) => at.goto(`/settings/${section}`)

async function choose(section: string, labels: string[]): Promise<void> {
  await settings(section)
  for (const label of labels) await at.page.getByLabel(label, { exact: true }).check()
  await at.press('Enregistrer')
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'the list of preferences': () => at.goto('/settings'),
  'the display': () => settings('display'),
  'language, dates and times': () => settings('language'),
  reading: () => settings('reading'),
  'remote images': () => settings('images'),
  writing: () => settings('writing'),
  privacy: () => settings('privacy'),
  'the file': () => settings('file'),
  'a file that is refused': async () => {
    await settings('file')
    await at.press('Lire le fichier')
  },
  labels: () => settings('labels'),
  'labels with a mistake': async () => {
    await settings('labels')
    await at.page.getByLabel('Nouvelle étiquette').fill('Travail')
    await at.press('Ajouter')
  },
  'access keys': () => settings('keys'),
  'access keys with mistakes': async () => {
    await settings('keys')
    await at.page.locator('#reply').fill('r')
    await at.page.locator('#send').fill('é')
    await at.page.locator('#archive').fill('r')
    await at.press('Enregistrer')
  },
  'an identity with mistakes': async () => {
    await settings('identities/new')
    await at.page.getByLabel('Nom affiché').fill('')
    await at.page.getByLabel('Répondre à').fill('rien')
    await at.press('Enregistrer')
  },
  identities: async () => {
    await settings('identities/new')
    await at.page.getByLabel('Nom affiché').fill(`Équipe de maths ${'sans-espace'.repeat(12)}`)
    await at.page.getByLabel('Signature').fill('L’équipe')
    await at.press('Enregistrer')
  },
  'the question before an identity goes': async () => {
    await settings('identities')
    await at.page.getByRole('link', { name: /^Modifier Équipe/ }).click()
    await at.press('Supprimer l’identité')
  },
  'what was chosen, in high contrast and large letters': () =>
    choose('display', ['Contraste élevé', 'Texte à 200 %', 'Espacement large']),
  'the inbox in large letters': () => at.goto('/mail/INBOX'),
  'a letter in large letters': () => at.open('Conseil de classe'),
  'writing in large letters': () => at.goto('/compose'),
  'the list of preferences in large letters': () => at.goto('/settings'),
  'identities in large letters': () => settings('identities'),
  'labels in large letters': () => settings('labels'),
  'preferences in English': async () => {
    await choose('display', ['Sombre', 'Texte normal', 'Espacement normal'])
    await choose('language', ['English'])
  },
}

it.each(Object.entries(pages))('%s is valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})

describe('the Enter key', () => {
  const enterIn = async (selector: string) => {
    await Promise.all([at.page.waitForEvent('load'), at.page.locator(selector).first().press('Enter')])
  }
  const names = () => at.page.locator('input[name=name]').count()

  it('in a name of a label saves it, and moves or removes none', async () => {
    await settings('labels')
    const before = await names()
    await at.page.locator('#label-0').fill('Urgent')

    await enterIn('#label-0')

    expect(await names()).toBe(before)
    expect(await at.page.locator('#label-0').inputValue()).toBe('Urgent')
    await enterIn('#new')
    expect(await names()).toBe(before)
  })

  it('in an identity saves it, and never asks to remove it', async () => {
    await settings('identities/new')
    await at.page.locator('#name').fill('Classe de 4e B')

    await enterIn('#name')

    expect(await at.page.getByText('Classe de 4e B').count()).toBe(1)
  })
})
