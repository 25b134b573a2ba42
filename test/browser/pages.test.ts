import type { Preferences } from '../../src/accounts/index.ts'
import { lab } from '../support/lab.ts'
import { auditor, faultless, type Faults } from './audit.ts'
import { deliverLetters, hostileSubject } from './letters.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage()
  faults = await auditor(at)
  await deliverLetters(at.user.login)
  await lab().append(at.user, 'Corbeille', { raw: 'Subject: Vieux papier\r\n\r\nRien.' })
  await lab().asUser(at.user, async (imap) => {
    for (const name of ['Élèves & parents', 'Élèves & parents/4e B/Groupe 1', 'sans-espace'.repeat(10)]) {
      await imap.mailboxCreate(name)
      await imap.mailboxSubscribe(name)
    }
  })
})

const inbox = () => at.goto('/mail/INBOX')
const tickFirst = () => at.page.getByRole('checkbox').first().check()

async function choose(choices: Partial<Preferences>): Promise<void> {
  const { login } = at.user
  const { id } = await at.parts.accounts.accounts.findOrCreate({ login, name: '', addresses: [] }, login)
  await at.parts.preferences.change(id, choices)
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'the inbox': inbox,
  'the inbox, all ticked': async () => {
    await inbox()
    await at.click('Tout choisir')
  },
  'what an action did': async () => {
    await inbox()
    await tickFirst()
    await at.press('Suivre')
  },
  'an action on nothing': async () => {
    await inbox()
    await at.press('Archiver')
  },
  'a move to nowhere': async () => {
    await inbox()
    await tickFirst()
    await at.press('Déplacer')
  },
  'unread messages': async () => {
    await inbox()
    await at.click('Non lus')
  },
  'messages by size': async () => {
    await inbox()
    await at.click('taille')
  },
  'the inbox as a table': async () => {
    await choose({ listLayout: 'table' })
    await inbox()
    await choose({ listLayout: 'list' })
  },
  'messages with attachments, labels unfolded': async () => {
    await at.goto('/mail/INBOX?only=attachments')
    for (const folded of await at.page.locator('main details > summary').all()) await folded.click()
  },
  'a whole folder': () => at.goto('/mail/INBOX/all'),
  'the question before the trash is emptied': async () => {
    await at.click('Corbeille')
    await at.click('Vider la corbeille')
  },
  'several messages for paper': async () => {
    await at.goto('/mail/INBOX?all=true')
    await at.page.locator('.more summary').last().click()
    await at.press('Imprimer')
  },
  'the search form': async () => {
    await at.goto('/mail/INBOX')
    await at.click('Recherche avancée')
  },
  'what a search found': () => at.goto('/search?q=conseil%20OU%20absences%20projet:x'),
  'a search that found nothing': () => at.goto('/search?q=introuvable'),
  'all that a search found': () => at.goto('/search/all?q=conseil'),
  'a search to refine': () => at.goto('/search?q=de:karim%20avant:2020%20-bus&refine=true'),
  'a search that is kept': async () => {
    await at.goto('/search?q=conseil')
    await at.page.getByLabel('Garder cette recherche sous le nom').fill('Conseils')
    await at.press('Garder')
    await at.click('Recherche avancée')
    await at.goto((await at.page.locator('.outgoing .small').first().getAttribute('href')) ?? '')
  },
  attachments: () => at.goto('/search/attachments'),
  'an empty folder': () => at.goto('/mail/%C3%89l%C3%A8ves%20%26%20parents'),
  'the question before what is final': async () => {
    await at.click('Corbeille')
    await tickFirst()
    await at.press('Supprimer')
  },
  'a text letter with files': () => at.open('Conseil de classe'),
  'a simple HTML letter': () => at.open('Absences de la semaine'),
  'a simple HTML letter with its images': async () => {
    await at.open('Absences de la semaine')
    await at.press('Afficher')
  },
  'a designed letter': () => at.open('La lettre de novembre'),
  'a designed letter as text': async () => {
    await at.open('La lettre de novembre')
    await at.click('Voir le texte seul')
  },
  'a hostile letter': () => at.open(hostileSubject),
  'a letter without anything': () => at.open('(sans objet)'),
  'a long letter': () => at.open('Le compte rendu entier'),
  'the rest of a long letter': async () => {
    await at.open('Le compte rendu entier')
    await at.click('Lire la suite')
  },
  'a letter in a letter': async () => {
    await at.open('Un message joint')
    await at.click('Ouvrir origine.eml')
  },
  'a letter’s details': async () => {
    await at.open('Conseil de classe')
    await at.click('Détails et code source')
  },
  'a letter to print': async () => {
    await at.open('Conseil de classe')
    await at.click('Imprimer')
  },
  'the inbox in English': async () => {
    await inbox()
    await at.click('English')
  },
  'a letter in English': async () => {
    await at.open('Conseil de classe')
  },
  'a new letter in English': async () => {
    await inbox()
    await at.click('New message')
  },
  'the way out': async () => {
    await inbox()
    await at.click('Français')
    await at.press('Se déconnecter')
  },
  'a page asked for without being signed in': () => at.goto('/mail/Corbeille'),
  'the sign-in page left empty': () => at.press('Se connecter'),
  'the sign-in page after a wrong password': async () => {
    await at.page.getByLabel('Identifiant').fill('personne')
    await at.page.getByLabel('Mot de passe').fill('au hasard')
    await at.press('Se connecter')
  },
  'the sign-in page in English': () => at.click('English'),
}

it.each(Object.entries(pages))('%s is valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})
