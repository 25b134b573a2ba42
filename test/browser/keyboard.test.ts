import { lab } from '../support/lab.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'
import { expectGoodWalk } from './walk.ts'

let at: Stage

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'] })
  await deliverLetters(at.user.login)
  // An address written to lately brings out the field that adds it.
  await at.goto('/compose')
  await at.page.getByLabel('À', { exact: true }).fill('lea@b.example')
  await at.page.getByLabel('Objet').fill('Avant')
  await at.press('Envoyer')
})

/** Waits for the field where the page begins. */
const focused = () => at.page.locator(':focus').getAttribute('id')
const regionOfFocus = () =>
  at.page.evaluate<string>('(document.activeElement.closest("header, nav, main, footer") ?? {}).id')

async function newLetter(): Promise<void> {
  await at.goto('/compose')
  await at.page.locator('summary').click()
}

async function leave(): Promise<void> {
  await at.goto('/mail/INBOX')
  await at.press('Se déconnecter')
  await at.goto('/login')
}

describe.each([1366, 360])('with the Tab key alone, on a screen of %d px', (width) => {
  beforeAll(async () => {
    await at.page.setViewportSize({ width, height: 768 })
  })

  it.each<[string, () => Promise<unknown>]>([
    ['the inbox', () => at.goto('/mail/INBOX')],
    ['a letter', () => at.open('Conseil de classe')],
    ['a new letter', newLetter],
    ['the outbox', () => at.goto('/outbox')],
  ])('every control of %s is reached, in the order of the eye, and seen', async (_page, go) => {
    await go()
    await expectGoodWalk(at.page)
  })
})

describe('the links that skip', () => {
  it.each([
    { strokes: 1, words: 'Aller au contenu', region: 'page' },
    { strokes: 2, words: 'Aller aux dossiers', region: 'dossiers' },
  ])('« $words » is seen once reached, and leads there', async ({ strokes, words, region }) => {
    for (const width of [1366, 360]) {
      await at.page.setViewportSize({ width, height: 740 })
      await at.goto('/mail/INBOX')
      const link = at.page.getByRole('link', { name: words })
      expect((await link.boundingBox())?.width).toBeLessThan(2)

      for (let stroke = 0; stroke < strokes; stroke++) await at.page.keyboard.press('Tab')
      expect((await link.boundingBox())?.width).toBeGreaterThan(100)
      await at.page.keyboard.press('Enter')
      await at.page.keyboard.press('Tab')

      expect(await regionOfFocus()).toBe(region)
    }
  })
})

describe('the Enter key', () => {
  beforeAll(() => at.page.setViewportSize({ width: 1366, height: 768 }))

  const enterIn = async (selector: string) => {
    await Promise.all([at.page.waitForEvent('load'), at.page.locator(selector).first().press('Enter')])
  }

  it.each(['#to', '#cc', '#add', '#bcc', '#reply-to', '#subject'])(
    'in %s of a letter saves it, and sends nothing',
    async (field) => {
      await newLetter()
      await at.page.locator('#to').fill('karim.benali@ac-lyon.example')
      await at.page.locator('#body').fill('Pas encore.')

      await enterIn(field)

      expect(await at.page.locator('#dit').innerText()).toContain('Enregistré à')
      expect(await at.page.locator('#body').inputValue()).toBe('Pas encore.')
      await at.goto('/outbox')
      expect(await at.page.locator('.nothing').innerText()).toContain('Rien n’attend')
    },
  )

  it('on a tick-box of the list acts on nothing', async () => {
    await at.goto('/mail/INBOX')
    const rows = await at.page.locator('.mail li').count()
    await at.page.getByRole('checkbox').first().check()

    await enterIn('input[type=checkbox]')

    expect(await at.page.locator('.mail li').count()).toBe(rows)
    expect(await at.page.locator('#dit').count()).toBe(0)
  })

  it('on what asks before something final keeps it', async () => {
    await lab().append(at.user, 'Corbeille', { raw: 'Subject: Vieux papier\r\n\r\nRien.' })
    await at.goto('/mail/Corbeille')
    await at.page.getByRole('checkbox').first().check()

    await enterIn('input[type=checkbox]')

    expect(await at.page.getByText('Vieux papier').count()).toBe(1)
  })

  it('in any field of the sign-in page signs in', async () => {
    for (const field of ['#username', '#password', '#own']) {
      await leave()
      await at.page.locator('#username').fill(at.user.login)
      await at.page.locator('#password').fill(at.user.password)
      if (field === '#own') await at.page.locator(field).check()

      await enterIn(field)

      expect(new URL(at.page.url()).pathname).toBe('/mail/INBOX')
    }
  })
})

describe('where writing begins', () => {
  it('is the addressee, the text of an answer, or the password that was wrong', async () => {
    await at.goto('/compose')
    expect(await focused()).toBe('to')
    await at.open('Conseil de classe')
    await at.click('Répondre')
    expect(await focused()).toBe('body')
    await leave()
    await at.page.locator('#username').fill(at.user.login)
    await at.press('Se connecter')
    expect(await focused()).toBe('password')
    await expectGoodWalk(at.page)
  })
})
