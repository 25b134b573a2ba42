import { z } from 'zod'
import { readUids } from './query.ts'

const some = z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([])

const selectionForm = z.object({
  /** A form without it meets no folder: nothing is ever done to other messages than those that were drawn. */
  uidValidity: z.string().catch(''),
  uid: some.transform(readUids),
  to1: z.string().catch(''),
  to2: z.string().catch(''),
})

export interface SelectionForm {
  uidValidity: string
  uids: number[]
  /** The folder chosen above the list, and the one chosen below. */
  to1: string
  to2: string
}

export function readSelection(body: unknown): SelectionForm {
  const { uid, ...form } = selectionForm.parse(body ?? {})
  return { ...form, uids: uid }
}
