import { auditor, faultless, type Faults } from './audit.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>

beforeAll(async () => {
  at = await stage()
  faults = await auditor(at)
})

async function signedOut(path = '/login'): Promise<void> {
  await at.context.clearCookies()
  await at.goto(path)
}

async function type(username: string, password: string): Promise<void> {
  await signedOut()
  await at.page.getByLabel('Identifiant').fill(username)
  await at.page.getByLabel('Mot de passe').fill(password)
  await at.press('Se connecter')
}

async function guessTooOften(): Promise<void> {
  const body = new URLSearchParams({ username: 'guessed-at', password: 'wrong' })
  const guess = () => fetch(`${at.origin}/login`, { method: 'POST', headers: { Origin: at.origin }, body })
  await Promise.all(Array.from({ length: 5 }, guess))
  await type('guessed-at', 'wrong')
}

const pages: Record<string, () => Promise<void>> = {
  'after a session has ended': () => signedOut('/login?next=%2Foutbox&ended=true'),
  'when a letter is kept': () => signedOut('/login?kept=true'),
  'after signing out': () => signedOut('/login?left=true'),
  'after a name of 300 signs': () => type('x'.repeat(300), 'wrong'),
  'after too many guesses': guessTooOften,
}

describe('the sign-in page without script', () => {
  it.each(Object.entries(pages))(
    '%s is valid, open to everybody, and never wider than the screen',
    async (_name, go) => {
      await go()
      expect(await faults()).toEqual(faultless)
    },
  )

  it('leads by keyboard alone from the first field to the inbox, by Enter', async () => {
    await at.page.setViewportSize({ width: 1366, height: 768 })
    await signedOut()
    const reached: unknown[] = []
    for (let press = 0; press < 5; press++) {
      await at.page.keyboard.press('Tab')
      reached.push(await at.page.evaluate('document.activeElement.id || document.activeElement.value'))
    }
    expect(reached.slice(1)).toEqual(['username', 'password', 'shared', 'Se connecter'])

    await at.page.getByLabel('Identifiant').fill(at.user.login)
    await at.page.getByLabel('Mot de passe').fill(at.user.password)
    await at.page.keyboard.press('Enter')
    await at.page.waitForURL(/\/mail\/INBOX$/)
  })

  it('begins again in the field of the password when it was wrong, the name kept', async () => {
    await type('nobody', 'wrong')
    // The browser focuses it when it first paints, which may be after the page has loaded.
    await at.page.locator('#password:focus').waitFor()
    expect(await at.page.getByLabel('Identifiant').inputValue()).toBe('nobody')
  })
})
