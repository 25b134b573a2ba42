import type { Request, RequestHandler, Response } from 'express'
import type { Language, Locale } from '../i18n/index.ts'

/**
 * The language of a request: what a link of the foot chose, else the one its reader keeps to, else what the browser
 * prefers, else French.
 */
export const languageOf = (req: Request, kept?: Language): Language => chosen(req) ?? kept ?? preferred(req)

/** `?lang=en` on any page keeps the choice in a cookie and comes back without it. */
export function chooseLanguage({ https }: { https: boolean }): RequestHandler {
  return (req, res, next) => {
    const language = req.query['lang']
    if (req.method !== 'GET' || !isLanguage(language)) return next()
    res.cookie('lang', language, { sameSite: 'lax', secure: https, httpOnly: true, maxAge: 31_536_000_000 })
    const rest = urlOf(req)
    rest.searchParams.delete('lang')
    res.redirect(303, rest.pathname + rest.search)
  }
}

/** What a link of the foot chose counts no more: for whoever chooses otherwise, or sits down where somebody else had. */
export function forgetLanguage(res: Response): void {
  res.clearCookie('lang')
}

/** The page of `req` in the language it is not in. */
export function otherLanguage(
  req: Request,
  { language: current }: Pick<Locale, 'language'>,
): { href: string; language: Language } {
  const language: Language = current === 'fr' ? 'en' : 'fr'
  const here = urlOf(req)
  here.searchParams.delete('said')
  here.searchParams.set('lang', language)
  return { language, href: here.pathname + here.search }
}

/** The address asked for. Dots are resolved first, then slashes collapsed: browsers take `//host` for another site. */
function urlOf(req: Request): URL {
  const url = new URL('http://here')
  url.pathname = req.path
  url.pathname = url.pathname.replace(/^\/{2,}/, '/')
  url.search = req.originalUrl.split('?')[1] ?? ''
  return url
}

const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en'

function chosen(req: Request): Language | undefined {
  const [, language] = /(?:^|;\s*)lang=(fr|en)(?:;|$)/.exec(req.get('Cookie') ?? '') ?? []
  return isLanguage(language) ? language : undefined
}

function preferred(req: Request): Language {
  const language = req.acceptsLanguages('fr', 'en')
  return isLanguage(language) ? language : 'fr'
}
