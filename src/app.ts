import express, { type Express, type RequestHandler } from 'express'
import type { SignedIn } from './accounts/index.ts'
import { composeArrivals, composeRoutes } from './features/compose/routes.ts'
import { errorPages } from './features/errors/error-pages.ts'
import { foldersRoutes } from './features/folders/routes.ts'
import { historyRoutes } from './features/history/routes.ts'
import { loginRoutes } from './features/login/routes.ts'
import { mailboxRoutes } from './features/mailbox/routes.ts'
import { messageRoutes } from './features/message/routes.ts'
import { outboxRoutes } from './features/outbox/routes.ts'
import { searchRoutes } from './features/search/routes.ts'
import { settingsArrivals, settingsRoutes } from './features/settings/routes.ts'
import { compressAnswers } from './http/compress.ts'
import { healthRoutes } from './http/health.ts'
import { chooseLanguage } from './http/language.ts'
import { logRequests } from './http/log.ts'
import { forgetRedirects } from './http/redirects.ts'
import { securityHeaders } from './http/security-headers.ts'
import { createVisitors } from './http/visitors.ts'
import { requestServices } from './requests.ts'
import type { Parts, Services } from './services.ts'

/** Order matters: protection, the language, who is there, pages, then the error page for whatever they threw. */
export function createApp(parts: Parts): Express {
  const { accounts, assets, config, log, mail, metrics } = parts
  const https = config.publicUrl?.protocol === 'https:'
  const visitors = createVisitors<SignedIn>({
    https,
    secret: config.sessionSecret,
    store: accounts.sessions.store,
    read: (content, key) => accounts.sessions.read(content, key),
    goodbye: ({ account }) => mail.signOut(account),
  })
  const services = requestServices(parts, visitors)

  const app = express()
  app.set('trust proxy', config.trustProxy || false)
  app.set('etag', false) // pages have a validator of their own, which knows whose they are
  app.disable('x-powered-by')

  app.use(logRequests(log), metrics.time)
  app.use(securityHeaders({ https }), forgetRedirects)
  app.use(healthRoutes(parts), metrics.routes)
  app.use(assets.routes)
  app.use(compressAnswers())
  app.use(chooseLanguage({ https }))
  app.use(visitors.arrive, services.recallPreferences)

  app.use(composeArrivals(services)) // a letter is let in before anything asks whether its writer still is
  app.use(settingsArrivals(services, visitors))
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2_000 }))
  app.use(loginRoutes(services, visitors))

  app.use(visitors.requireVisitor, visitors.requireCsrfToken, goOnWithWork(services))
  app.use(mailboxRoutes(services))
  app.use(messageRoutes(services))
  app.use(composeRoutes(services))
  app.use(outboxRoutes(services))
  app.use(foldersRoutes(services))
  app.use(searchRoutes(services))
  app.use(settingsRoutes(services))
  app.use(historyRoutes(services))

  app.use(errorPages(services))
  return app
}

/** What waits for its writer goes on as soon as the writer is back: letters to send, drafts the server has not got. */
function goOnWithWork({ drafts, outbox, mailOf, signedIn }: Services): RequestHandler {
  return (req, _res, next) => {
    const { account, credentials, person } = signedIn(req)
    outbox.lend(account, credentials)
    drafts.catchUp(account, { mail: mailOf(req), person })
    next()
  }
}
