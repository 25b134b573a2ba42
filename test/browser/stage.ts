import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { LabUser } from '../lab/index.ts'
import { lab } from '../support/lab.ts'
import { application, type Application } from '../support/webmail.ts'
import { launchChromium, listen, scriptOff, signInWith } from './chromium.ts'

const ends: (() => Promise<unknown>)[] = []
// Registered once for the file that imports this: Jest refuses a hook that a test registers.
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

/** One application and one Chromium for the tests of a file, with somebody before the screen, script off. */
export interface Stage extends Application {
  chromium: Browser
  origin: string
  context: BrowserContext
  page: Page
  /** Signed in on `page`. */
  user: LabUser
  goto(path: string): Promise<unknown>
  click(words: string): Promise<void>
  press(words: string): Promise<void>
  /** Opens a message of the inbox by its subject. */
  open(subject: string): Promise<void>
}

interface Wanted {
  env?: Record<string, string>
  width?: number
  addresses?: string[]
  /** Of who is before the screen. */
  name?: string
}

export async function stage({ env, width = 1366, addresses, name }: Wanted = {}): Promise<Stage> {
  const [webApp, chromium, user] = await Promise.all([
    application(env),
    launchChromium(),
    lab().addUser({ ...(addresses && { addresses }), ...(name && { name }) }),
  ])
  ends.push(() => chromium.close())
  const { origin, close } = await listen(webApp.app)
  ends.push(close)
  const context = await scriptOff(chromium, { width })
  const page = await context.newPage()
  await signInWith(page, origin, user)
  return { ...webApp, chromium, origin, context, page, user, ...handsOn(page, origin) }
}

/** What a person does with a page: the first link or submit of these words, and the wait for what comes. */
export function handsOn(page: Page, origin: string): Pick<Stage, 'goto' | 'click' | 'press' | 'open'> {
  const use = async (role: 'link' | 'button', name: string) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole(role, { name, exact: true }).first().click()])
  }
  const click = (name: string) => use('link', name)
  const goto = (path: string) => page.goto(origin + path)
  return {
    goto,
    click,
    press: (name) => use('button', name),
    open: async (subject) => {
      await goto('/mail/INBOX')
      await click(subject)
    },
  }
}
