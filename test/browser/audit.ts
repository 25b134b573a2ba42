import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Page, Response } from 'playwright-core'
import type { Stage } from './stage.ts'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The duties of the page: RGAA 4, WCAG 2.2 AA, and what the tool's authors call best practice. */
const duties = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const widths = [1366, 360, 320]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Text browsers print a button's value before its words, so submits are inputs.
    'prefer-button': 'off',
    // The tick-boxes of a list share one name, as do the first and the visible « Enregistrer ».
    'form-dup-name': 'off',
    // The title of a letter is its subject, as long as its writer made it.
    'long-title': 'off',
  },
})

/** What is wrong with a page, each list empty when nothing is. */
export interface Faults {
  /** Mistakes in the HTML as it was sent. */
  mistakes: string[]
  /** What stands in somebody's way. */
  barriers: string[]
  /** Widths at which the page would have to be pushed sideways, and what sticks out there. */
  sideways: string[]
}

export const faultless: Faults = { mistakes: [], barriers: [], sideways: [] }

/** Finds the faults of whatever stands on the stage's screen. */
export async function auditor({ chromium, page }: Stage): Promise<() => Promise<Faults>> {
  const scriptOn = await chromium.newContext({ bypassCSP: true, viewport: { width: 1366, height: 768 } })
  const copy = await scriptOn.newPage()
  const lastDocument = documentsOf(page)
  let html = ''
  await copy.route('**/*', async (route) => {
    const request = route.request()
    if (request.isNavigationRequest() && request.frame() === copy.mainFrame())
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
    return request.resourceType() === 'stylesheet' ? route.continue() : route.abort()
  })

  return async () => {
    html = await lastDocument()
    return {
      mistakes: await mistakesIn(html),
      barriers: await barriersIn(copy, page.url()),
      sideways: await sidewaysAt(page),
    }
  }
}

/** The last document of a page as it was sent: asking for it again would not show what answers a form. */
function documentsOf(page: Page): () => Promise<string> {
  let last: Response | undefined
  page.on('response', (response) => {
    const redirects = response.status() >= 300 && response.status() < 400
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame() && !redirects) last = response
  })
  return async () => (await last?.text()) ?? ''
}

async function mistakesIn(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${String(line)}: ${ruleId}: ${message}`),
  )
}

/** axe hangs where scripts are off, so the HTML that was drawn without them is given to a page that runs them. */
async function barriersIn(copy: Page, url: string): Promise<string[]> {
  await copy.goto('about:blank') // else an address with a fragment only scrolls
  await copy.goto(url)
  await copy.evaluate(axeSource)
  const report = await copy.evaluate<AxeReport>(
    `axe.run({ runOnly: ${JSON.stringify(duties)}, resultTypes: ['violations'] })`,
  )
  return report.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

interface AxeReport {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** The widths at which a page would have to be pushed sideways. */
export async function sidewaysAt(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  const wide: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    const out = await page.evaluate<string[] | false>(`(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth + 1
      const name = ({ localName, id, className }) => localName + '#' + id + '.' + className
      return scrollWidth > clientWidth && [...document.body.querySelectorAll('*')].filter(sticksOut).map(name)
    })()`)
    if (out) wide.push(`${String(width)}: ${out.join(', ')}`)
  }
  await page.setViewportSize(before)
  return wide
}
