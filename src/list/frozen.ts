import { z } from 'zod'
import type { Choices } from '../work/index.ts'
import type { Frozen, FrozenSelection } from '../mail/index.ts'

type Thawable = Pick<FrozenSelection, 'folder' | 'uidValidity' | 'set'>

/** Frozen messages as the values of hidden fields: what their page was drawn for, and nothing that came later. */
export const frozenFields = ({ selections }: Pick<Frozen, 'selections'>): string[] =>
  selections.filter(({ set }) => set !== '').map(frozenField)

/** A folder with all it holds: one that is empty is named too. */
export const frozenField = ({ set, uidValidity, folder }: Thawable): string => `${set}.${uidValidity}.${folder}`

/** Each costs the mail server a round: more folders than this, nobody freezes at once. */
const mostFolders = 1_000

const text = z.string().catch('')

const values = z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([])

const frozenForm = z.object({
  frozen: values,
  to1: text,
  to2: text,
  label1: text,
  label2: text,
})

export interface FrozenForm extends Required<Choices> {
  chosen: Thawable[]
}

/** The reverse; what names no messages is left out. */
export function readFrozen(body: unknown): FrozenForm {
  const { frozen, ...choices } = frozenForm.parse(body ?? {})
  return { ...choices, chosen: thawables(frozen).filter(({ set }) => set !== '') }
}

const insideForm = z.object({ inside: values })

/** Folders that a page has named whole (`frozenField`), under the name `inside`. */
export const readInside = (body: unknown): Thawable[] => thawables(insideForm.parse(body ?? {}).inside)

/** A page names each folder once: whoever sends more has had no page of ours. */
function thawables(fields: string[]): Thawable[] {
  const folders = new Map<string, Thawable>()
  for (const one of fields.slice(0, mostFolders).flatMap(asThawable)) {
    if (!folders.has(one.folder)) folders.set(one.folder, one)
  }
  return [...folders.values()]
}

function asThawable(value: string): Thawable[] {
  const [, set = '', uidValidity = '', folder = ''] = /^([\d:,]*)\.(\d{1,20})\.(.{1,1000})$/s.exec(value) ?? []
  return folder ? [{ folder, uidValidity, set }] : []
}
