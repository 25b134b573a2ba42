import { type Request, type Response, Router } from 'express'
import type { SignedIn } from '../../accounts/index.ts'
import { ForgedForm } from '../../http/csrf.ts'
import { readForm } from '../../http/form.ts'
import { createLoginTokens } from '../../http/login-token.ts'
import { localPath, paths } from '../../http/paths.ts'
import type { Visitors } from '../../http/visitors.ts'
import type { Services } from '../../services.ts'
import { createDoor } from './enter.ts'
import { loginForm } from './form.ts'
import { incomplete, type LoginStart, loginPage, newsOf, refusedPage, statusOf } from './page.ts'

export function loginRoutes(services: Services, visitors: Visitors<SignedIn>): Router {
  const { config, sendPage } = services
  const tokens = createLoginTokens({
    secret: config.sessionSecret,
    publicUrl: config.publicUrl,
    cookies: visitors.cookies,
  })
  const enter = createDoor({ services, visitors, tokens })
  const start = (req: Request, res: Response, typed: Record<string, unknown>): LoginStart => ({
    token: tokens.issue(req, res),
    address: config.publicUrl?.origin,
    next: typed['next'],
    username: typed['username'],
    computer: typed['computer'],
  })
  const router = Router()

  router.get('/', (req, res) => {
    res.redirect(303, visitors.visitorOf(req) ? paths.folder('INBOX') : paths.login())
  })

  router.get('/login', async (req, res) => {
    if (visitors.visitorOf(req)) return res.redirect(303, destination(req.query['next']))
    const { next } = req.query
    await sendPage(res, 'login/form', loginPage(start(req, res, { next }), services.localeOf(req), newsOf(req.query)))
  })

  router.post('/login', async (req, res) => {
    const form = readForm(loginForm, req.body)
    const refusal = form.ok ? await enter(req, res, form.values) : incomplete(form.errors)
    if (!refusal) return res.redirect(303, destination(form.values['next']))

    if ('until' in refusal) res.set('Retry-After', String(secondsUntil(refusal.until)))
    const page = refusedPage(start(req, res, form.values), refusal, services.localeOf(req))
    await sendPage(res.status(statusOf[refusal.why]), 'login/form', page)
  })

  router.post('/logout', async (req, res) => {
    if (visitors.visitorOf(req) && !visitors.isOwnForm(req)) throw new ForgedForm()
    const { trashLeft } = await services.signOut(req, res)
    res.redirect(303, paths.login(trashLeft ? { trash: true } : { left: true }))
  })

  return router
}

/** The page that was asked for, or the inbox: never one that would sign in or out again. */
function destination(next: unknown): string {
  const path = localPath(next)
  return path === paths.home() || /^\/log(in|out)\b/.test(path) ? paths.folder('INBOX') : path
}

function secondsUntil(date: Date): number {
  return Math.max(1, Math.ceil((date.getTime() - Date.now()) / 1000))
}
