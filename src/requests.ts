import type { Request, RequestHandler } from 'express'
import { defaultPreferences, type Preferences, type SignedIn } from './accounts/index.ts'
import { frameOf, standingOf } from './frame.ts'
import { languageOf } from './http/language.ts'
import { pageCodeOf, setPageCode } from './http/log.ts'
import { rememberLast } from './http/last-made.ts'
import { createMarks, createPageCopies } from './http/page-copies.ts'
import { drawPage, type Frame, type SendPage } from './http/views.ts'
import type { Visitors } from './http/visitors.ts'
import { type Locale, localeFor } from './i18n/index.ts'
import { type Folder, type MailAccount, MailError } from './mail/index.ts'
import { sayRow } from './said.ts'
import type { Parts, Services } from './services.ts'
import { createSignOut } from './sign-out.ts'

/** The parts, and what belongs to the request at hand: who, which mailbox, which language, which frame. */
export function requestServices(parts: Parts, visitors: Visitors<SignedIn>): Services {
  function signedIn(req: Request): SignedIn {
    const someone = visitors.visitorOf(req)
    if (!someone) throw new MailError('signed-out')
    return someone
  }

  const services: Services = {
    ...parts,
    signOut: (req, res) => signOut(req, res),
    signedIn,
    signedInOrNot: visitors.visitorOf,
    sessionOver: visitors.end,
    ...mailServices(parts, signedIn),
    ...choicesServices(parts, visitors),
    sayRow,
    sendPage: (res, view, model) => sendPage(res, view, model),
  }
  const sendPage = pageSender(services, visitors)
  const signOut = createSignOut(services)
  return services
}

/** The mailbox of a request's reader, and its folders: asked for once, whoever needs them. */
function mailServices({ mail }: Parts, signedIn: Services['signedIn']): Pick<Services, 'mailOf' | 'foldersOf'> {
  const folders = new WeakMap<Request, Promise<Folder[]>>()
  const mailboxes = new WeakMap<Request, MailAccount>()

  function mailOf(req: Request): MailAccount {
    let mailbox = mailboxes.get(req)
    if (!mailbox) {
      const { account, credentials } = signedIn(req)
      mailboxes.set(req, (mailbox = mail.account(account, credentials)))
    }
    return mailbox
  }

  function foldersOf(req: Request): Promise<Folder[]> {
    let asked = folders.get(req)
    if (!asked) {
      asked = mailOf(req).folders()
      asked.catch(() => undefined) // whoever awaits it is told; a page that never does must not end the process
      folders.set(req, asked)
    }
    return asked
  }

  return { mailOf, foldersOf }
}

const withRealNames = rememberLast<Locale, Locale>()

/** What the reader of a request chose: read once, before anything that asks. */
function choicesServices({ preferences }: Parts, visitors: Visitors<SignedIn>) {
  const chosen = new WeakMap<Request, Preferences>()
  /** A page asks for its language a dozen times. */
  const locales = new WeakMap<Request, Locale>()

  const recallPreferences: RequestHandler = async (req, _res, next) => {
    const someone = visitors.visitorOf(req)
    if (someone) chosen.set(req, await preferences.read(someone.account))
    locales.delete(req)
    next()
  }
  const preferencesOf = (req: Request): Preferences => chosen.get(req) ?? defaultPreferences

  function localeOf(req: Request): Locale {
    let locale = locales.get(req)
    if (!locale) locales.set(req, (locale = chooseLocale(req)))
    return locale
  }

  function chooseLocale(req: Request): Locale {
    const { language, realFolderNames, ...habits } = preferencesOf(req)
    const locale = localeFor(languageOf(req, language === 'browser' ? undefined : language), habits)
    return realFolderNames ? withRealNames(locale, [], () => ({ ...locale, folderName: ({ name }) => name })) : locale
  }

  return { recallPreferences, preferencesOf, localeOf }
}

/** Draws pages in their frame. On a computer of one's own they may be kept and asked about; elsewhere nothing is. */
function pageSender(services: Services, visitors: Visitors<SignedIn>): SendPage {
  const secret = services.config.sessionSecret
  const marks = createMarks(secret)
  const copies = createPageCopies(secret, marks)
  const standing = { ...standingOf(services), ...marks }

  return async (res, view, model) => {
    const { req } = res
    const signedIn = services.signedInOrNot(req)
    const keepable = signedIn?.computer === 'own' && req.method === 'GET' && res.statusCode === 200
    const frame = await frameOf(req, model, { services, standing })
    const code = await copies.send(res, {
      model,
      owner: signedIn ? `${signedIn.account} ${String(signedIn.generation)} ${req.sessionID}` : '',
      others: [view, ...partsOf(frame)],
      draw: () => drawPage(view, model, frame),
      print: () => ({ code: pageCodeOf(req), csrfToken: visitors.csrfToken(req) }),
      keepable,
    })
    setPageCode(req, code)
  }
}

/** What a frame is made of, so that two can be compared. */
function partsOf({ folders, locale, paths, ...words }: Frame): unknown[] {
  return [folders, locale, paths, JSON.stringify(words)]
}
