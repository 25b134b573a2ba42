import { auditor, faultless, type Faults } from './audit.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage({ env: { SEND_DELAY_S: '60', QUIET_HOURS: quietNow() } })
  faults = await auditor(at)
})

/** Quiet now, until two hours from now. */
function quietNow(): string {
  const clock = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' })
  const wall = (hours: number) => clock.format(Date.now() + hours * 3_600_000)
  return `${wall(-2)}-${wall(2)}`
}

async function write(submit: string, subject: string): Promise<void> {
  await at.goto('/compose')
  await at.page.getByLabel('À', { exact: true }).fill('lea@b.example')
  await at.page.getByLabel('Objet').fill(subject)
  await at.press(submit)
}

async function plan(date: string): Promise<void> {
  await at.page.getByLabel('Date').fill(date)
  await at.press('Programmer l’envoi')
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** How a person gets to each page; the last step leaves it on the screen. */
const pages: Record<string, () => Promise<unknown>> = {
  'the hours proposed': () => write('Envoyer plus tard…', `Conseil ${'sans-espace'.repeat(10)}`),
  'an hour in ten years': () => plan(inDays(3_650)),
  'what is said of a letter that leaves later': () => plan(inDays(10)),
  'a letter that leaves later': () => at.click('Voir son envoi'),
  'another hour for it': () => at.click('Changer l’heure…'),
  'the question of quiet hours': () => write('Envoyer', 'Sortie au musée'),
  'what is said of a letter that leaves in a minute': () => at.press('Envoyer maintenant'),
  'a letter that leaves in a minute': () => at.click('Voir son envoi'),
  'what waits in the outbox': () => at.goto('/outbox'),
  'the time to undo': () => at.goto('/settings/writing'),
  'a letter that was taken back': async () => {
    await at.goto('/outbox')
    await at.click('Sortie au musée')
    await at.press('Annuler l’envoi')
  },
}

it.each(Object.entries(pages))('%s is valid, open to everybody, and never wider than the screen', async (_page, go) => {
  await go()
  expect(await faults()).toEqual(faultless)
})

it('sends and schedules nothing at Enter in a date or an hour', async () => {
  await write('Envoyer plus tard…', 'Entrée')
  for (const field of ['Date', 'Heure']) {
    await at.page.getByLabel(field).focus()
    await Promise.all([at.page.waitForEvent('load'), at.page.keyboard.press('Enter')])
    expect(await at.page.title()).toContain('Envoyer plus tard')
  }
  await at.goto('/outbox')
  expect(await at.page.locator('li', { hasText: 'Programmé' }).count()).toBe(1)
})
