import type { Request } from 'express'
import type { Destination } from '../../http/destinations.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type FileRow, partRow } from '../../list/files.ts'
import { asRow } from '../../list/row.ts'
import type { Folder, MessageAttachments, SearchPage } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { type AttachmentsQuery, fileCriteria, filesSought, readAttachmentsQuery, soughtKinds } from './attachments.ts'
import { type Places, placesOf, placesToChoose, sayGone } from './places.ts'
import { sayFailed, sayFiles } from './progress.ts'
import { after, before } from './trail.ts'

/** What `views/search/attachments.ejs` needs: files as things of their own, wherever they came from. */
export interface AttachmentsPage extends Page {
  progress: string
  remarks: string[]
  fields: AttachmentsQuery
  kinds: { value: string; words: string }[]
  places: Destination[]
  files: (FileRow & { message: { who: string; subject: string; href: string; place: string; when: string } })[]
  /** Instead of files, where all was looked through. */
  empty: string
  back: string
  further: { href: string; words: string } | undefined
}

export async function attachmentsPage(req: Request, services: Services): Promise<AttachmentsPage> {
  const { foldersOf, localeOf, mailOf, preferencesOf } = services
  const query = readAttachmentsQuery(req.query)
  const [locale, folders] = [localeOf(req), await foldersOf(req)]
  const places = placesOf({ terms: [], query }, folders, locale)
  const found = await mailOf(req).search({
    folders: places.folders.map(({ path }) => path),
    criteria: fileCriteria(query),
    size: preferencesOf(req).rowsPerPage,
    from: query.at || undefined,
  })
  const attached = await mailOf(req).attachmentsOf(found.items.map(({ ref }) => ref))
  return asPage({ query, folders, places, found, attached }, locale)
}

interface Shown {
  query: AttachmentsQuery
  folders: Folder[]
  places: Places
  found: SearchPage
  attached: MessageAttachments[]
}

function asPage({ query, folders, places: searched, found, attached }: Shown, locale: Locale): AttachmentsPage {
  const { t } = locale
  const messages = messagesOf(found, folders, locale)
  const { at, back, ...asked } = query
  const previous = before({ at, back })
  const files = filesSought(attached, query)
  return {
    title: t('search.attachments'),
    progress: sayFiles(files.length, found, { ...locale, at }),
    remarks: [...sayGone(searched, locale), ...sayFailed(found, folders, locale)],
    fields: query,
    kinds: soughtKinds.map((kind) => ({ value: kind, words: t(`message.kind.${kind}`) })),
    places: placesToChoose(folders, locale),
    files: files.flatMap(({ ref, part }) => {
      const message = messages.get(keyOf(ref))
      return message ? [{ ...partRow(part, ref, locale), message }] : []
    }),
    empty: at || found.next ? '' : t('search.attachments.none'),
    back: previous ? paths.searchAttachments({ ...asked, ...previous }) : '',
    further: found.next
      ? {
          href: paths.searchAttachments({ ...asked, ...after({ at, back }, found.next) }),
          words: t(found.searchedTo ? 'search.further' : 'frame.pages.older'),
        }
      : undefined,
  }
}

const keyOf = ({ folder, uid }: { folder: string; uid: number }): string => `${uid}.${folder}`

function messagesOf({ items }: SearchPage, folders: Folder[], locale: Locale) {
  return new Map(
    items.map((item) => {
      const folder = folders.find(({ path }) => path === item.ref.folder)
      const standing = { folder: folder ?? {}, ticked: [], labels: [], previews: false }
      const { who, subject, href } = asRow(item, standing, locale)
      const place = folder ? locale.folderName(folder) : item.ref.folder
      const date = item.received ?? item.sent
      const message = { who, subject, href, place, when: date ? locale.day(date) : '' }
      return [keyOf(item.ref), message]
    }),
  )
}
