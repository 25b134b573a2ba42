import { auditor, faultless, type Faults } from './audit.ts'
import { deliverLetters } from './letters.ts'
import { signInWith } from './chromium.ts'
import { handsOn, stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'] })
  faults = await auditor(at)
  await deliverLetters(at.user.login)
})

const file = { name: `${'un-long-nom-'.repeat(10)}é.txt`, mimeType: 'text/plain', buffer: Buffer.from('Rien.') }

async function begin(fields: Record<string, string> = {}): Promise<void> {
  await at.goto('/compose')
  for (const [label, words] of Object.entries(fields)) await at.page.getByLabel(label, { exact: true }).fill(words)
}

async function send(to: string): Promise<void> {
  await begin({ À: to, Objet: 'Sortie au musée', Message: 'Bonjour.' })
  await at.press('Envoyer')
}

async function answer(how: string): Promise<void> {
  await at.open('Conseil de classe')
  await at.click(how)
}

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'a new letter': () => begin(),
  'an answer': () => answer('Répondre à tous'),
  'a forward with files': () => answer('Transférer'),
  'a letter with a file of one’s own': async () => {
    await begin()
    await at.page.getByLabel('Choisir des fichiers').setInputFiles(file)
    await at.press('Joindre')
  },
  'a letter that may not leave yet': async () => {
    await begin({ À: 'sophie.martin@, karim' })
    await at.press('Envoyer')
  },
  'a letter with a reminder': async () => {
    await begin({ À: 'lea@b.example', Message: 'Ci-joint le relevé.' })
    await at.press('Envoyer')
  },
  'the question before a draft is thrown away': async () => {
    await begin({ Objet: 'À jeter' })
    await at.press('Jeter le brouillon')
  },
  'two texts of one draft': async () => {
    await begin({ Objet: 'Deux fois' })
    await at.press('Enregistrer')
    const twin = await at.context.newPage()
    await twin.goto(at.page.url())
    await twin.getByLabel('Message', { exact: true }).fill(`Le premier texte. ${'sans-espace'.repeat(30)}`)
    await handsOn(twin, at.origin).press('Enregistrer')
    await twin.close()
    await at.page.getByLabel('Message', { exact: true }).fill('Le second texte.')
    await at.press('Enregistrer')
  },
  'what a letter that left says': () => send('lea@b.example'),
  'the draft of a letter that left': async () => {
    await begin({ À: 'lea@b.example', Objet: 'Parti' })
    const draft = at.page.url()
    await at.press('Envoyer')
    await at.page.goto(draft)
  },
  'a letter refused for one of its recipients': () => send('lea@b.example, refuse+a@b.example'),
  'a letter that waits': () => send('plus-tard-3@b.example'),
  'the outbox': () => at.goto('/outbox'),
  'what is said of a letter saved and left': async () => {
    await begin({ Objet: 'Brouillon' })
    await at.press('Enregistrer et fermer')
  },
  'the drafts': () => at.goto('/mail/Brouillons'),
  'what is said before the next sign-in of a letter that was kept': async () => {
    await begin({ À: 'lea@b.example', Objet: 'Gardé' })
    await at.context.clearCookies()
    await at.press('Envoyer')
  },
  'what is said after it': () => signInWith(at.page, at.origin, at.user),
  'a draft that was kept': () => at.click('Reprendre le message'),
  'the drafts kept here': () => at.goto('/outbox'),
}

it.each(Object.entries(pages))('%s is valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})
