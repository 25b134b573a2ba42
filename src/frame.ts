import type { Request } from 'express'
import type { Preferences } from './accounts/index.ts'
import { frameFolders } from './frame-folders.ts'
import { otherLanguage } from './http/language.ts'
import { pageCodeOf } from './http/log.ts'
import { folderNamed, paths } from './http/paths.ts'
import type { Frame, Page } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import type { Quota } from './mail/index.ts'
import { sayDeed } from './said.ts'
import type { Parts, Services } from './services.ts'

/** Above this share of the quota, pages warn. */
const nearlyFull = 0.95

/** What is the same on every page of the process, and the request's CSRF token. */
export type Standing = Pick<Frame, 'stylesheet' | 'script' | 'icon' | 'helpdesk' | 'notices' | 'csrfToken'>

/**
 * What every page's frame shows. Never rejects: with the mail server away it is a frame without folders,
 * and the page can still say what happened.
 */
export async function frameOf(req: Request, page: Page, given: { services: Services; standing: Standing }) {
  const { services, standing } = given
  const locale = services.localeOf(req)
  const signedIn = services.signedInOrNot(req)
  const chosen = services.preferencesOf(req)
  const frame: Frame = {
    ...standing,
    script: signedIn && chosen.script === 'auto' ? standing.script : undefined,
    look: lookOf(chosen),
    keys: chosen.accessKeys,
    kind: signedIn ? (page.frame ?? 'full') : 'bare',
    locale,
    paths,
    code: pageCodeOf(req),
    otherLanguage: otherLanguage(req, locale),
    person: signedIn?.person.name ?? '',
    outbox: { current: req.path.startsWith(paths.outbox()), waiting: false },
    managing: req.path.startsWith(paths.folders()),
    find: soughtIn(req),
  }
  return signedIn && frame.kind === 'full' ? { ...frame, ...(await newsOf(req, signedIn.account, services)) } : frame
}

/** The house's own look has no class. */
const lookOf = ({ theme, textSize, spacing }: Preferences): string =>
  [theme, textSize, spacing].filter((choice) => choice !== 'system' && choice !== 'normal').join(' ')

/** The search that is shown may be changed in the head of its page. */
function soughtIn({ path, query }: Request): Frame['find'] {
  const { q, in: place, below } = path === paths.search() ? query : {}
  return {
    q: typeof q === 'string' ? q : '',
    in: typeof place === 'string' ? place : '',
    below: below === 'true',
    current: path === paths.search() && !q,
  }
}

async function newsOf(req: Request, account: string, services: Services): Promise<Partial<Frame>> {
  const { drafts, history, outbox } = services
  const locale = services.localeOf(req)
  const [folders, quota, said, kept, waiting] = await Promise.all([
    orUndefined(services.foldersOf(req)),
    orUndefined(services.mailOf(req).quota()),
    typeof req.query['said'] === 'string' ? orUndefined(history.read(account, req.query['said'])) : undefined,
    orUndefined(drafts.parked(account)),
    orUndefined(outbox.asks(account)),
  ])
  const nameOf = (path: string) => {
    const folder = folders?.find((one) => one.path === path)
    // What is no longer there is called by the last part of its name.
    return folder ? locale.folderName(folder) : lastPart(path, folders?.[0]?.delimiter)
  }

  return {
    outbox: { current: req.path.startsWith(paths.outbox()), waiting: waiting ?? false },
    ...(folders && { folders: frameFolders(folders, locale, currentFolder(req)) }),
    ...(quota && { quota: asFrameQuota(quota, locale) }),
    ...(said && { said: sayDeed(said.deed, locale, nameOf) }),
    ...(kept?.[0] && {
      kept: { count: kept.length, href: kept.length > 1 ? paths.outbox() : paths.draft(kept[0]) },
    }),
  }
}

const lastPart = (path: string, delimiter = ''): string => (delimiter && path.split(delimiter).at(-1)) || path

const orUndefined = <T>(promise: Promise<T>): Promise<T | undefined> => promise.catch(() => undefined)

function currentFolder(req: Request): string | undefined {
  const [, encoded] = /^\/mail\/([^/]+)/.exec(req.path) ?? []
  try {
    return encoded && folderNamed(decodeURIComponent(encoded))
  } catch {
    return undefined
  }
}

function asFrameQuota({ used, limit }: Quota, locale: Locale): NonNullable<Frame['quota']> {
  const words = locale.t('frame.quota.words', { used: locale.size(used), limit: locale.size(limit) })
  const warning = used >= limit ? 'frame.quota.full' : 'frame.quota.nearly'
  return { used, limit, words, warning: used > limit * nearlyFull ? locale.t(warning) : '' }
}

/** The part of the frame that a process knows once: addresses of files, numbers, notices. */
export function standingOf({ assets, config }: Pick<Parts, 'assets' | 'config'>): Omit<Standing, 'csrfToken'> {
  return {
    stylesheet: assets.pathOf('style.css'),
    script: assets.pathOf('comfort.js'),
    icon: assets.pathOf('icon.svg'),
    notices: config.notice ? [config.notice] : [],
    helpdesk: config.helpdesk.map(({ department, number }) => ({
      department,
      number: number.replaceAll(' ', '\u00a0'),
      href: `tel:+33${number.replace(/\D/g, '').replace(/^0/, '')}`,
    })),
  }
}
