import type { Express } from 'express'
import { createApp } from '../../src/app.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { createParts, type Parts } from '../../src/services.ts'
import { environmentOf, passingSecrets } from '../lab/environment.ts'
import type { LabUser, NewUser } from '../lab/index.ts'
import type { AppendedMessage, MessageToDeliver } from '../lab/tools.ts'
import { browse, type Browser, type Visit } from './browser.ts'
import { lab } from './lab.ts'
import { temporaryFolder } from './store.ts'

const running: Parts[] = []
// Registered once for the file that imports this: Jest refuses a hook that a test registers.
afterAll(async () => {
  for (const parts of running) await parts.stop()
})

/** The configuration of an application in front of the lab; `env` speaks last. */
export async function labConfig(env: Record<string, string> = {}): Promise<Config> {
  return loadConfig({
    ...environmentOf(lab()),
    ...passingSecrets(),
    PORT: '0',
    DATA_DIR: await temporaryFolder(),
    LOG_LEVEL: 'silent',
    ...env,
  })
}

export interface Application {
  app: Express
  parts: Parts
  config: Config
}

/** The real application on the lab, stopped when the test file has run. */
export async function application(env: Record<string, string> = {}): Promise<Application> {
  const config = await labConfig(env)
  const parts = await createParts(config)
  running.push(parts)
  parts.start()
  return { app: createApp(parts), parts, config }
}

export interface Webmail extends Application {
  user: LabUser
  browser: Browser
  /** What came after signing in. */
  inbox: Visit
  mail: {
    deliver: (message: MessageToDeliver) => Promise<void>
    append: (folder: string, message: AppendedMessage) => Promise<number>
    createFolder: (name: string) => Promise<void>
  }
}

/** Signs `user` in as a person would. */
export async function signIn(
  app: Express | string,
  user: LabUser,
  computer = 'shared',
): Promise<{ browser: Browser; inbox: Visit }> {
  const browser = browse(app)
  const login = await browser.open('/login')
  const inbox = await login.press('Se connecter', { username: user.login, password: user.password, computer })
  return { browser, inbox }
}

/** A fresh user of the lab, signed in to a fresh application (or to `at`). */
export async function webmail(
  options: { user?: NewUser; env?: Record<string, string>; at?: Application; computer?: 'shared' | 'own' } = {},
): Promise<Webmail> {
  const user = await lab().addUser(options.user)
  const webApp = options.at ?? (await application(options.env))
  const { browser, inbox } = await signIn(webApp.app, user, options.computer)
  return {
    ...webApp,
    user,
    browser,
    inbox,
    mail: {
      deliver: (message) => lab().deliver(user.login, message),
      append: (folder, message) => lab().append(user, folder, message),
      createFolder: (name) =>
        lab().asUser(user, async (imap) => {
          await imap.mailboxCreate(name)
          await imap.mailboxSubscribe(name)
        }),
    },
  }
}
