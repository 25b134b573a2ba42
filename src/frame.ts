import type { Request } from 'express'
import type { Preferences } from './accounts/index.ts'
import { frameFolders } from './frame-folders.ts'
import { otherLanguage } from './http/language.ts'
import { rememberLast } from './http/last-made.ts'
import { folderNamed, paths } from './http/paths.ts'
import type { Frame, Page } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import { sayLeaving } from './leaving.ts'
import type { Folder, Quota } from './mail/index.ts'
import { sayRow } from './said.ts'
import type { Parts, Services } from './services.ts'

/** Above this share of the quota, pages warn. */
const nearlyFull = 0.95

/** What is the same on every page of the process, marks among it for what each copy has of its own. */
export type Standing = Pick<Frame, 'stylesheet' | 'script' | 'icon' | 'helpdesk' | 'notices' | 'csrfToken' | 'code'>

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
    otherLanguage: otherLanguage(req, locale),
    person: signedIn?.person.name ?? '',
    outbox: { current: req.path.startsWith(paths.outbox()), waiting: false },
    managing: req.path.startsWith(paths.folders()),
    remembering: req.path === paths.history(),
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

const lastFolders = rememberLast<Folder[], NonNullable<Frame['folders']>>()

const lastQuota = rememberLast<Quota, NonNullable<Frame['quota']>>()

const foldersBeside = (folders: Folder[], locale: Locale, current: string | undefined): NonNullable<Frame['folders']> =>
  lastFolders(folders, [locale, current], () => frameFolders(folders, locale, current))

async function newsOf(req: Request, account: string, services: Services): Promise<Partial<Frame>> {
  const { drafts, history, outbox } = services
  const locale = services.localeOf(req)
  const asked = typeof req.query['said'] === 'string' ? req.query['said'] : undefined
  const [folders, quota, said, kept, waiting] = await Promise.all([
    orUndefined(services.foldersOf(req)),
    orUndefined(services.mailOf(req).quota()),
    asked === undefined ? undefined : orUndefined(history.read(account, asked)),
    orUndefined(drafts.parked(account)),
    orUndefined(outbox.asks(account)),
  ])
  const sent = asked === undefined || said ? undefined : await orUndefined(outbox.read(account, asked))
  const leaving = sent && sayLeaving(sent, locale)
  return {
    outbox: { current: req.path.startsWith(paths.outbox()), waiting: waiting ?? false },
    ...(folders && { folders: foldersBeside(folders, locale, currentFolder(req)) }),
    ...(quota && { quota: lastQuota(quota, [locale], () => asFrameQuota(quota, locale)) }),
    ...(said && { said: { ...sayRow(said, locale, folders), from: paths.backTo(req.originalUrl) } }),
    ...(leaving && { leaving }),
    ...(kept?.[0] && {
      kept: { count: kept.length, href: kept.length > 1 ? paths.outbox() : paths.draft(kept[0]) },
    }),
  }
}

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
export function standingOf({ assets, config }: Pick<Parts, 'assets' | 'config'>): Omit<Standing, 'csrfToken' | 'code'> {
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
