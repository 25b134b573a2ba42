import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { widths } from './chromium.ts'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The duties of the page: RGAA 4, WCAG 2.2 AA, and what the tool's authors call best practice. */
const duties = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Text browsers print a button's value before its words, so submits are inputs.
    'prefer-button': 'off',
    // The tick-boxes of a list share one name.
    'form-dup-name': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
})

/** Mistakes in the HTML as it was sent, one line each. */
export async function mistakesIn(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${String(line)}: ${ruleId}: ${message}`),
  )
}

/**
 * Runs axe on the page as it was drawn without script. It hangs where scripts are off, so the same HTML is given
 * to a context that runs them, with the page's own style sheet.
 */
export async function barriersIn(page: Page, scriptOn: BrowserContext): Promise<string[]> {
  const html = await page.content()
  const copy = await scriptOn.newPage()
  try {
    await copy.route('**/*', async (route) => {
      if (route.request().resourceType() === 'document' && route.request().isNavigationRequest()) {
        const own = route.request().frame() === copy.mainFrame()
        return own ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort()
      }
      return route.request().resourceType() === 'stylesheet' ? route.continue() : route.abort()
    })
    await copy.goto(page.url())
    await copy.addScriptTag({ content: axeSource })
    const report = await copy.evaluate<AxeReport>(`axe.run({ runOnly: ${JSON.stringify(duties)} })`)
    return report.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
  } finally {
    await copy.close()
  }
}

interface AxeReport {
  violations: { id: string; nodes: { html: string }[] }[]
}

export const scriptOnFor = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ bypassCSP: true, viewport: { width: 1366, height: 768 }, locale: 'fr-FR' })

/** Widths at which the page would have to be pushed sideways. */
export async function sidewaysAt(page: Page): Promise<number[]> {
  const wide: number[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (Number(overflow) > 0) wide.push(width)
  }
  return wide
}
