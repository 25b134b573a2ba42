import type { Request } from 'express'
import type { Preferences } from './accounts/index.ts'
import { otherLanguage } from './http/language.ts'
import { pageCodeOf } from './http/log.ts'
import { folderNamed, paths } from './http/paths.ts'
import type { Frame, FrameFolder, Page } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import type { Folder, Quota } from './mail/index.ts'
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
  }
  return signedIn && frame.kind === 'full' ? { ...frame, ...(await newsOf(req, signedIn.account, services)) } : frame
}

/** The house's own look has no class. */
const lookOf = ({ theme, textSize, spacing }: Preferences): string =>
  [theme, textSize, spacing].filter((choice) => choice !== 'system' && choice !== 'normal').join(' ')

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
    return folder ? locale.folderName(folder) : path
  }

  return {
    outbox: { current: req.path.startsWith(paths.outbox()), waiting: waiting ?? false },
    ...(folders && { folders: asFrameFolders(folders, locale, currentFolder(req)) }),
    ...(quota && { quota: asFrameQuota(quota, locale) }),
    ...(said && { said: sayDeed(said.deed, locale, nameOf) }),
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

function asFrameFolders(folders: Folder[], locale: Locale, current: string | undefined): NonNullable<Frame['folders']> {
  const shown = folders.filter((folder) => folder.selectable && (folder.subscribed || folder.role))
  const draw = (folder: Folder) => asFrameFolder(folder, locale, folder.path === current)
  return {
    special: shown.filter(({ role }) => role).map(draw),
    own: shown.filter(({ role }) => !role).map(draw),
  }
}

function asFrameFolder(folder: Folder, locale: Locale, current: boolean): FrameFolder {
  const drafts = folder.role === 'drafts'
  const count = drafts ? folder.messages : folder.unread
  const counted = count > 0 && folder.role !== 'sent' && folder.role !== 'trash'
  return {
    label: locale.folderName(folder),
    href: paths.folder(folder.path),
    depth: folder.depth,
    current,
    ...(counted && {
      count: {
        number: locale.number(count),
        words: locale.t(drafts ? 'frame.folders.drafts' : 'frame.folders.unread', { count }),
      },
    }),
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
