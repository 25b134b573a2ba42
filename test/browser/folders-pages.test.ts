import { paths } from '../../src/http/paths.ts'
import { lab } from '../support/lab.ts'
import { auditor, faultless, type Faults } from './audit.ts'
import { stage, type Stage } from './stage.ts'

const names = ['Élèves & parents', 'Élèves & parents/4e B/Groupe 1', 'Corbeille/Vieux', 'sans-espace'.repeat(10)]

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage()
  faults = await auditor(at)
  await lab().asUser(at.user, async (imap) => {
    for (const name of names) {
      await imap.mailboxCreate(name)
      await imap.mailboxSubscribe(name)
    }
  })
})

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'all folders': async () => {
    await at.goto('/mail/INBOX')
    await at.click('Gérer les dossiers')
  },
  'one folder': () => at.goto(paths.changeFolder('Élèves & parents')),
  'a folder of a very long name': () => at.goto(paths.changeFolder('sans-espace'.repeat(10))),
  'a folder with a role': () => at.goto(paths.changeFolder('Corbeille')),
  'a folder that is in the bin': () => at.goto(paths.changeFolder('Corbeille/Vieux')),
  'a change of nothing': async () => {
    await at.goto(paths.changeFolder('Élèves & parents'))
    await at.press('Enregistrer')
  },
  'a name that was refused': async () => {
    await at.goto(paths.newFolder({ inside: 'Élèves & parents' }))
    await at.page.getByLabel('Nom du dossier').fill('4e B/Groupe 1')
    await at.press('Créer le dossier')
  },
  'what a hidden folder leaves': async () => {
    await at.goto(paths.changeFolder('Élèves & parents/4e B/Groupe 1'))
    await at.press('Masquer ce dossier')
  },
  'roles of folders': () => at.goto(paths.folderRoles()),
  'one folder for two roles': async () => {
    await at.goto(paths.folderRoles())
    for (const role of ['Envoyés', 'Archives'])
      await at.page.getByLabel(role, { exact: true }).selectOption('Élèves & parents')
    await at.press('Enregistrer')
  },
  'the question before a folder goes for ever': () => at.goto(paths.removeFolder('Corbeille/Vieux')),
}

it.each(Object.entries(pages))('%s: valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})

it('makes the folder when Enter is pressed in its name', async () => {
  await at.goto(paths.newFolder())
  const name = at.page.getByLabel('Nom du dossier')
  await name.fill('Par la touche Entrée')
  await Promise.all([at.page.waitForEvent('load'), name.press('Enter')])
  expect(await at.page.locator('#dit').innerText()).toMatch(/Par la touche Entrée\s» créé/)
})
