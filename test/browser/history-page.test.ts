import { lab } from '../support/lab.ts'
import { auditor, faultless, type Faults } from './audit.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage()
  faults = await auditor(at)
  await deliverLetters(at.user.login)
})

const act = async (submit: string) => {
  await at.goto('/mail/INBOX')
  await at.page.getByRole('checkbox').first().check()
  await at.press(submit)
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'the history before anything was done': () => at.goto('/history'),
  'what can be undone': () => act('Archiver'),
  'what was undone': () => at.press('Annuler'),
  'the history': async () => {
    await at.goto('/folders/new')
    await at.page.getByLabel('Nom').fill('sans-espace'.repeat(10))
    await at.press('Créer le dossier')
    await act('Suivre')
    await act('Supprimer')
    await at.click('Corbeille')
    await at.click('Vider la corbeille')
    await at.page.locator('input[name="do-empty"]').click()
    await at.click('Historique de mes actions')
  },
  'an undo that could put nothing back': async () => {
    await lab().append(at.user, 'sans-espace'.repeat(10), { raw: 'Subject: Un\r\n\r\nUn.' })
    await at.press('Annuler')
  },
}

it.each(Object.entries(pages))('%s is valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})
