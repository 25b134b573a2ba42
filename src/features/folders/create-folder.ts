import type { Request } from 'express'
import { readForm } from '../../http/form.ts'
import type { Services } from '../../services.ts'
import { uidValidityOf } from '../../work/index.ts'
import { complaintsOf } from './complaints.ts'
import { folderForm, type Typed, typedAgain } from './form.ts'
import { writeDown } from './write-down.ts'

/** Where to go next, or the form as it comes back. */
export type Outcome = { next: string } | { typed: Typed }

/** Makes the folder that was asked for. */
export async function createFolder(req: Request, services: Services): Promise<Outcome> {
  const form = readForm(folderForm, req.body)
  if (!form.ok) return { typed: typedAgain(form) }
  try {
    const mail = services.mailOf(req)
    const folder = await mail.createFolder(form.values)
    const uidValidity = await uidValidityOf(mail, folder)
    return { next: await writeDown(req, { kind: 'folder-created', folder, uidValidity }, services) }
  } catch (error) {
    const typed = complaintsOf(error, form.values, await services.foldersOf(req))
    if (!typed) throw error
    return { typed }
  }
}
