import type { Page } from 'playwright-core'
import { plain } from '../support/browser.ts'
import { lab } from '../support/lab.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'], name: 'Marie Dupont' })
  for (const subject of ['Sortie au musée', 'Autorisation de sortie', 'Réunion']) {
    await lab().deliver(at.user.login, { subject, text: 'Bonjour.' })
  }
})

/** What stands on, or before, the control that has the keyboard. */
const focusedWords = `(() => {
  const element = document.activeElement
  const label = element.labels?.[0]?.innerText ?? element.getAttribute('aria-label')
  return (element.type === 'submit' ? element.value : (label ?? element.innerText)).trim()
})()`

/** A keyboard and nothing else: Tab until the control of these words, as far as a page goes. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(focusedWords)) === words) return
  }
  throw new Error(`no stop at « ${words} » on ${await page.title()}`)
}

async function strikeEnter(page: Page, words: string): Promise<void> {
  await tabTo(page, words)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

async function type(page: Page, field: string, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.insertText(words)
}

const chosen = `document.activeElement.selectedOptions[0].innerText.trim()`

/** Down a closed select until it shows an option that begins so. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await tabTo(page, field)
  for (let at = 0; at < 40 && !(await page.evaluate<string>(chosen)).startsWith(option); at++) {
    await page.keyboard.press('ArrowDown')
  }
  expect(await page.evaluate<string>(chosen)).toMatch(new RegExp(`^${option}`))
}

const said = async (page: Page): Promise<string> => plain(await page.locator('#dit').innerText())

it('folders are made in folders, and all that was found goes there, by keyboard alone', async () => {
  const { page } = at
  await strikeEnter(page, 'Gérer les dossiers')
  await strikeEnter(page, 'Nouveau dossier')
  await type(page, 'Nom du dossier', 'Élèves & parents')
  await strikeEnter(page, 'Créer le dossier')
  expect(await said(page)).toBe('Dossier « Élèves & parents » créé.')

  await strikeEnter(page, 'Nouveau dossier')
  await type(page, 'Nom du dossier', '6e B')
  await choose(page, 'Dans le dossier', 'Élèves')
  await strikeEnter(page, 'Créer le dossier')
  expect(await said(page)).toBe('Dossier « 6e B » créé.')

  await type(page, 'Rechercher dans les messages', 'sortie')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await page.title()).toContain('2 messages trouvés')
  await strikeEnter(page, 'Agir sur tous les résultats')
  await choose(page, 'Dossier de destination', '6e')
  await strikeEnter(page, 'Déplacer')
  expect(await said(page)).toBe('2 messages déplacés vers « 6e B ».')
  await at.goto(`/mail/${encodeURIComponent('Élèves & parents/6e B')}`)
  expect(await page.title()).toContain('6e B')
  expect(await page.locator('.mail li').count()).toBe(2)
})

it('theme, length of pages and identity are changed and seen, by keyboard alone', async () => {
  const { page } = at
  for (let day = 1; day <= 12; day++) await lab().deliver(at.user.login, { subject: `Jour ${day}`, text: 'Bonjour.' })
  await at.goto('/mail/INBOX')
  await strikeEnter(page, 'Préférences')
  await strikeEnter(page, 'Affichage')
  await tabTo(page, 'Comme le système')
  for (const theme of ['light', 'dark']) {
    await page.keyboard.press('ArrowRight')
    expect(await page.locator(':focus').getAttribute('value')).toBe(theme)
  }
  await strikeEnter(page, 'Enregistrer')
  expect(await page.locator('html').getAttribute('class')).toContain('dark')

  await strikeEnter(page, 'Préférences')
  await strikeEnter(page, 'Lecture')
  await tabTo(page, '25 par page')
  await page.keyboard.press('ArrowLeft')
  await strikeEnter(page, 'Enregistrer')
  await at.goto('/mail/INBOX')
  expect(await page.locator('.mail li').count()).toBe(10)

  await strikeEnter(page, 'Préférences')
  await strikeEnter(page, 'Identités et signatures')
  await strikeEnter(page, 'Nouvelle identité')
  await type(page, 'Nom affiché', 'Maths 6e')
  await choose(page, 'Adresse', 'maths@ac')
  await type(page, 'Signature', 'M. Dupont, mathématiques')
  await strikeEnter(page, 'Enregistrer')
  await at.goto('/compose')
  expect(await page.locator('#from').innerText()).toContain('Maths 6e <maths@ac-lyon.example>')
})
