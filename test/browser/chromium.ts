import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** Debian's Chromium, kept away from any network of its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
}

/** A browser whose owner, or whose school, switched JavaScript off. */
export const scriptOff = (browser: Browser, { width = 1366, language = 'fr-FR' } = {}): Promise<BrowserContext> =>
  browser.newContext({
    javaScriptEnabled: false,
    locale: language,
    viewport: { width, height: width > 600 ? 768 : 740 },
  })

export interface Listening {
  origin: string
  close: () => Promise<void>
}

/** Serves an application on a free port of loopback. */
export async function listen(app: Express): Promise<Listening> {
  const server = await new Promise<Server>((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started))
  })
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export async function signInWith(page: Page, origin: string, user: { login: string; password: string }): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.getByLabel('Identifiant').fill(user.login)
  await page.getByLabel('Mot de passe').fill(user.password)
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Se connecter' }).click()])
}
