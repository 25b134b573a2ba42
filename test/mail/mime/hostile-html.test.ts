import { readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { htmlLetter } from '../../../src/mail/index.ts'
import { attackLetters, stranger } from './attack-letters.ts'
import { printLetter } from './print-letter.ts'

const here = 'http://letter.test/'

/** A drawn frame around an attack, so that it is served as a document of its own. */
const drawn = '<div style="background:#123456"><table width="600"><tr><td>Lettre</td></tr></table></div>'

/** Runs in the page. */
const leftovers = readFileSync(new URL('leftovers.js', import.meta.url), 'utf8')

const nothingEmbedded = { images: 'blocked' as const, embedded: () => undefined }

let browser: Browser
let page: Page
let served = ''
let seen: string[] = []

// Scripts on and no CSP: what is measured is the sanitiser alone.
beforeAll(async () => {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  page = await browser.newPage()
  page.on('popup', (popup) => seen.push(`opened: ${popup.url()}`))
  page.on('dialog', (dialog) => {
    seen.push(`ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.route('**/*', (route) => {
    const url = route.request().url()
    if (url === here) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: served })
    seen.push(`fetched: ${url}`)
    return route.abort()
  })
})

afterAll(() => browser.close())

/** Opens HTML as a page and tells what it did, and what it still holds that could do something. */
async function open(html: string): Promise<string[]> {
  served = html
  seen = []
  await page.goto(here)
  const held = await page.evaluate<string[]>(leftovers)
  return page.url() === here ? [...seen, ...held] : [...seen, ...held, `went to: ${page.url()}`]
}

const named = attackLetters.map((html): [string, string] => [JSON.stringify(html).slice(0, 100), html])

test.each(named)('does nothing, drawn in its own document: %s', async (_, html) => {
  const letter = await htmlLetter(drawn + html, nothingEmbedded)
  expect(letter.kind).toBe('designed')
  expect(await open(letter.document ?? '')).toEqual([])
  expect(letter.document).not.toMatch(/<a (?![^>]*target="_blank" rel="noopener noreferrer")[^>]*href/)
})

test.each(named)('does nothing, printed inside the page: %s', async (_, html) => {
  const letter = await htmlLetter(html, nothingEmbedded)
  expect(await open(`<!doctype html><title>x</title>${printLetter(letter.nodes)}`)).toEqual([])
})

test('the page that watches sees an attack that was not sanitised', async () => {
  expect(await open(`<img src="${stranger}/x.png" onerror="alert(1)">`)).toEqual(
    expect.arrayContaining(['ran: 1', `fetched: ${stranger}/x.png`, 'handler: onerror']),
  )
})

test('with images shown, only the pictures of img elements are fetched', async () => {
  const acts = new Set<string>()
  for (const html of attackLetters.filter((attack) => attack.includes(stranger))) {
    const letter = await htmlLetter(drawn + html, { images: 'shown', embedded: () => undefined })
    for (const act of await open(letter.document ?? '')) acts.add(act)
  }
  const pictures = [`${stranger}/picture.png`, `${stranger}/x.png`, 'https://stranger.test/x.png']
  expect([...acts].sort()).toEqual(pictures.map((url) => `fetched: ${url}`))
})
