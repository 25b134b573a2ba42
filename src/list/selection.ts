import { z } from 'zod'
import type { MessageRef, Selection } from '../mail/index.ts'
import type { Choices } from '../work/index.ts'

/** More could not be ticked on one page. */
const mostTicked = 100

const uidNumber = z.coerce.number().int().min(1).max(4_294_967_295)

/** What is no UID is left out. */
export const readUids = (values: string[]): number[] =>
  values.slice(0, mostTicked).flatMap((value) => uidNumber.safeParse(value).data ?? [])

/** A message as the value of a tick-box, where the rows of one page come from several folders. */
export const tickOf = ({ folder, uidValidity, uid }: MessageRef): string => `${uid}.${uidValidity}.${folder}`

/** The reverse of `tickOf`; what names no message is left out. */
function readTicks(values: string[]): MessageRef[] {
  return values.slice(0, mostTicked).flatMap((value) => {
    const [, number = '', uidValidity = '', folder = ''] = /^(\d{1,10})\.(\d{1,20})\.(.{1,1000})$/s.exec(value) ?? []
    const [uid] = readUids([number])
    return uid === undefined ? [] : [{ folder, uidValidity, uid }]
  })
}

const text = z.string().catch('')

const selectionForm = z.object({
  /** A form without it meets no folder: nothing is ever done to other messages than those that were drawn. */
  uidValidity: text,
  uid: z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([]),
  to1: text,
  to2: text,
  label1: text,
  label2: text,
})

export interface SelectionForm extends Required<Choices> {
  /** What was ticked, one a folder. */
  selections: Selection[]
  /** Values of the boxes, for drawing them ticked again. */
  ticked: string[]
}

/** A form over the rows of `folder`; without one, each box names its message whole (`tickOf`). */
export function readSelection(body: unknown, folder?: string): SelectionForm {
  const { uid: values, uidValidity, ...choices } = selectionForm.parse(body ?? {})
  if (folder === undefined) {
    const refs = readTicks(values)
    return { ...choices, selections: byFolder(refs), ticked: refs.map(tickOf) }
  }
  const uids = readUids(values)
  const selections = uids.length > 0 ? [{ folder, uidValidity, uids }] : []
  return { ...choices, selections, ticked: uids.map(String) }
}

function byFolder(refs: MessageRef[]): Selection[] {
  const groups = Map.groupBy(refs, ({ folder, uidValidity }) => `${uidValidity}.${folder}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ folder: first.folder, uidValidity: first.uidValidity, uids: group.map(({ uid }) => uid) }] : []
  })
}
