import type { Request, Response } from 'express'
import type { SignedIn, SignInOutcome } from '../../accounts/index.ts'
import { forgetLanguage } from '../../http/language.ts'
import type { LoginTokens } from '../../http/login-token.ts'
import type { Visitors } from '../../http/visitors.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { createAuthentication } from './authenticate.ts'
import { browserOf, rememberBrowser } from './browser-id.ts'
import type { LoginForm } from './form.ts'
import type { Refusal } from './page.ts'

interface Door {
  services: Services
  visitors: Visitors<SignedIn>
  tokens: LoginTokens
}

/** Begins a session for whoever the mail server lets in; otherwise says why there is none. */
export function createDoor({ services, visitors, tokens }: Door) {
  const { sessions } = services.accounts
  const authenticate = createAuthentication(services)

  return async (req: Request, res: Response, form: LoginForm): Promise<Refusal | undefined> => {
    if (!tokens.accepts(req, form.token)) return { why: 'stale' }

    const browser = browserOf(req, visitors.cookies)
    const outcome = await authenticate(req, browser).catch(whenAway)
    if (outcome.outcome !== 'signed-in') return refusalOf(outcome)

    const { language } = await services.preferences.read(outcome.account.id)
    if (language !== 'browser') forgetLanguage(res)
    rememberBrowser(res, visitors.cookies, browser)
    await visitors.begin(req, res, sessions.begin({ ...outcome, computer: form.computer }))
    return undefined
  }
}

type Away = { outcome: 'away' }

/** The mail server could not say: no fault of the password, and no guess counted. */
function whenAway(error: unknown): Away {
  if (error instanceof MailError) return { outcome: 'away' }
  throw error
}

function refusalOf(outcome: Exclude<SignInOutcome, { outcome: 'signed-in' }> | Away): Refusal {
  if (outcome.outcome !== 'barred') return { why: outcome.outcome }
  return { why: outcome.by === 'address' ? 'crowded' : 'barred', until: outcome.until }
}
