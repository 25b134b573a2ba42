import type { Page } from 'playwright-core'
import { scriptOff } from './chromium.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage

beforeAll(async () => {
  at = await stage()
  await deliverLetters(at.user.login)
})

const inbox = () => at.goto('/mail/INBOX')
const letter = () => at.open('Conseil de classe')
const compose = () => at.goto('/compose')

/** What a screen reader is told of the page. */
const outline = () => at.page.locator('body').ariaSnapshot()
const count = (role: 'banner' | 'main' | 'contentinfo') => at.page.getByRole(role).count()

describe('the outline that a screen reader gives', () => {
  it.each<[string, { go: () => Promise<unknown>; heading: string; title: string }]>([
    ['the inbox', { go: inbox, heading: 'Boîte de réception', title: 'Boîte de réception (7 non lus)' }],
    ['a letter', { go: letter, heading: 'Conseil de classe', title: 'Conseil de classe' }],
    ['a new letter', { go: compose, heading: 'Nouveau message', title: 'Nouveau message' }],
  ])('of %s has one title, one main heading, and the landmarks', async (_page, { go, heading, title }) => {
    await go()
    expect(await at.page.title()).toBe(`${title} – Traboule`)
    expect(await at.page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([heading])
    expect([await count('banner'), await count('main'), await count('contentinfo')]).toEqual([1, 1, 1])
    expect(await at.page.locator('html').getAttribute('lang')).toBe('fr')
  })

  it('of the inbox names each tick-box by its subject and its sender, and says what is unread in words', async () => {
    await inbox()
    const seen = await outline()
    expect(seen).toContain('checkbox "Absences de la semaine Non lu. Vie scolaire"')
    expect(seen).toContain('2 pièces jointes')
    expect(seen).toContain('navigation "Dossiers"')
    expect(seen).toMatch(/group "Agir sur les messages choisis"/)
    expect(seen).toContain('combobox "Dossier de destination"')
  })

  it('of the inbox gives full dates and the current folder', async () => {
    await inbox()
    const date = at.page.locator('.mail time .out').first()
    expect(await date.textContent()).toMatch(/^\p{L}+ \d+ \p{L}+ \d{4}, \d+\sh\s\d+$/u)
    expect(await at.page.locator('nav [aria-current=page]').innerText()).toContain('Boîte de réception')
  })

  it('of a letter names its files, its quotes and its actions', async () => {
    await letter()
    const seen = await outline()
    expect(seen).toContain('link "Télécharger relevé n°1.pdf"')
    expect(seen).toMatch(/heading "2 pièces jointes.*" \[level=2\]/)
    expect(seen).toMatch(/blockquote:\s+- paragraph: Le texte cité/)
    expect(seen).toMatch(/group "Agir sur ce message"/)
  })

  it('of a designed letter names its frame', async () => {
    await at.open('La lettre de novembre')
    expect(await at.page.locator('iframe').getAttribute('title')).toBe(
      'Message mis en forme\u00a0: La lettre de novembre',
    )
  })

  it('of a new letter labels every field', async () => {
    await compose()
    for (const label of ['À', 'Cc', 'Objet', 'Message', 'Choisir des fichiers']) {
      expect([label, await at.page.getByLabel(label, { exact: true }).count()]).toEqual([label, 1])
    }
    await at.page.getByLabel('À', { exact: true }).fill('karim')
    await at.press('Envoyer')
    expect(await at.page.getByRole('alert').getByRole('link').getAttribute('href')).toBe('#to')
    const to = at.page.getByLabel('À', { exact: true })
    expect(await to.getAttribute('aria-invalid')).toBe('true')
    const complaint = await to.getAttribute('aria-describedby')
    expect(await at.page.locator(`#${complaint ?? ''}`).innerText()).toContain('karim')
  })
})

/** Words that are cut off, or that others cover: text boxes whose content is larger than they show. */
const lost = (page: Page) =>
  page.evaluate<
    string[]
  >(`[...document.body.querySelectorAll('a, p, h1, h2, label, legend, li, dd, dt, time, span, input[type=submit]')]
    .filter((element) => {
      const { overflow, whiteSpace, textOverflow } = getComputedStyle(element)
      if (element.closest('.out') || textOverflow === 'ellipsis' || overflow === 'visible') return false
      return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
    }).map((element) => element.outerHTML.slice(0, 120))`)

const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** WCAG 2.2, 1.4.12: a reader's own spacing, laid after the page's sheet as the reader's browser would. */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`

const pages: [string, () => Promise<unknown>][] = [
  ['the inbox', inbox],
  ['a letter', letter],
  ['a new letter', compose],
]

async function spaceOut(): Promise<void> {
  await at.page.route(/\.css/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()) + spacing })
  })
}

describe('larger or wider text', () => {
  afterEach(async () => {
    await at.page.unrouteAll()
    await at.page.setViewportSize({ width: 1366, height: 768 })
  })

  it.each(pages)('with a reader’s own spacing, nothing of %s is lost', async (_page, go) => {
    await spaceOut()
    for (const width of [1366, 360]) {
      await at.page.setViewportSize({ width, height: 768 })
      await go()
      expect(await at.page.evaluate('getComputedStyle(document.querySelector("h1")).letterSpacing')).not.toBe('normal')
      expect([await lost(at.page), await sideways(at.page)]).toEqual([[], 0])
    }
  })

  it.each(pages)('at 200 %, nothing of %s is lost', async (_page, go) => {
    // A page enlarged twice has half the pixels to stand on.
    await at.page.setViewportSize({ width: 683, height: 384 })
    await go()
    expect([await lost(at.page), await sideways(at.page)]).toEqual([[], 0])
  })
})

describe('colours that the reader’s system forces', () => {
  it('leave the focus, the unread and the current folder to be seen', async () => {
    const context = await scriptOff(at.chromium)
    await context.addCookies(await at.context.cookies())
    const page = await context.newPage()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto(`${at.origin}/mail/INBOX`)

    await page.keyboard.press('Tab')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    const weight = (selector: string) =>
      page.evaluate<number>(`Number(getComputedStyle(document.querySelector('${selector}')).fontWeight)`)
    expect(await weight('.mail .new .who')).toBeGreaterThan(await weight('.mail .what .words'))
    expect(await weight('nav [aria-current]')).toBeGreaterThan(await weight('nav li a:not([aria-current])'))
    expect(await page.locator('.mail .new').first().innerText()).toContain('Non lu')
    await context.close()
  })
})
