import type { Request } from 'express'
import type { Folder } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { knownTo } from './known.ts'
import { criteriaOf, type Known, understand, type Understood } from './language/index.ts'
import { type Places, placesOf } from './places.ts'
import type { SearchQuery } from './query.ts'

/** A search as it was understood: what is looked for, and where. */
export interface Sought {
  folders: Folder[]
  known: Known
  understood: Understood
  places: Places
}

type Needs = Pick<Services, 'foldersOf' | 'localeOf' | 'mailOf' | 'preferencesOf'>

export async function seek(req: Request, query: SearchQuery, services: Needs): Promise<Sought> {
  const locale = services.localeOf(req)
  const folders = await services.foldersOf(req)
  const known = knownTo(folders, services.preferencesOf(req), locale)
  const understood = understand(query.q, known)
  return { folders, known, understood, places: placesOf({ terms: understood.terms, query }, folders, locale) }
}

/** What the mail account is asked; undefined where nothing is looked for. */
export function requestOf({ understood, places }: Sought) {
  if (understood.terms.length === 0 || places.folders.length === 0) return undefined
  return { folders: places.folders.map(({ path }) => path), criteria: criteriaOf(understood.terms) }
}
