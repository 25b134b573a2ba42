import type { Request } from 'express'
import passport from 'passport'
import { Strategy } from 'passport-local'
import type { MailGate, SignInOutcome } from '../../accounts/index.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import type { BrowserId } from './browser-id.ts'

type Authenticate = (req: Request, browser: BrowserId) => Promise<SignInOutcome>

/**
 * Asks passport-local, whose verdict is the mail server's own once the brake has let the guess through.
 * Rejects with `MailError` when the mail server could not say.
 */
export function createAuthentication({ accounts, mail }: Pick<Services, 'accounts' | 'mail'>): Authenticate {
  // One of our own: passport's usual one belongs to the whole process.
  const authenticator = new passport.Passport()
  const gate = gateOf(mail)

  return (req, browser) =>
    new Promise((resolve, reject) => {
      const local = new Strategy((typed, password, done) => {
        const entry = { typed, password, browser, address: req.ip ?? '' }
        accounts.signIn(entry, gate).then((outcome) => done(null, outcome), done)
      })
      const answer = (error: Error | null, outcome: SignInOutcome | false) => {
        if (error) reject(error)
        else resolve(outcome || { outcome: 'rejected' })
      }
      const ask = authenticator.authenticate(local, { session: false }, answer) as Ask
      ask(req, undefined, reject)
    })
}

/** With an answer to call, passport touches neither response nor session. */
type Ask = (req: Request, res: undefined, next: (error: Error) => void) => void

function gateOf(mail: Services['mail']): MailGate {
  return {
    async letsIn(account, credentials) {
      try {
        await mail.signIn(account, credentials)
        return true
      } catch (error) {
        if (error instanceof MailError && error.reason === 'credentials-rejected') return false
        throw error
      }
    },
    close: (account) => mail.signOut(account),
  }
}
