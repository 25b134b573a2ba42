import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { actOnSelections } from '../../list/act-on-selections.ts'
import { filterName, sortName } from '../../list/filter.ts'
import { readSelection } from '../../list/selection.ts'
import type { Services } from '../../services.ts'
import { askedBy, lacking } from '../../work/index.ts'
import { newestDrawn } from './newest-drawn.ts'
import { listHref, readListQuery } from './query.ts'

type Needs = Pick<Services, 'history' | 'mailOf' | 'signedIn'> & { folder: string }

/** Does to the ticked messages what the pressed submit says; gives where to go: the same page, with the sentence. */
export async function actOnList(req: Request, needs: Needs): Promise<string> {
  const { folder } = needs
  const query = readListQuery(req.query)
  const here = (more: Parameters<typeof paths.folder>[1]) => listHref(folder, query, more)

  const submit = pressed(req.body)
  if (submit === 'all-read') {
    const chosen = newestDrawn(req.body, folder)
    return here(chosen ? await actOnSelections(req, { chosen: [chosen], asked: 'read' }, needs) : { note: 'gone' })
  }

  const form = readSelection(req.body, folder)
  const ticked = form.ticked.join(',')
  const asked = askedBy(submit, form)
  // The Enter key presses the first submit, which changes nothing: what was ticked stays ticked.
  if (!asked && submit !== 'print') return here({ ticked })
  const [selection] = form.selections
  if (!selection) return here({ note: 'none' })
  const { uidValidity } = selection
  if (!asked) return paths.folderPrint(folder, { uidValidity, ticked })

  const missing = lacking(asked)
  if (missing) return here({ note: missing === 'where' ? 'where' : 'which', ticked })
  if (asked === 'remove') {
    const { page, only, sort } = query
    return paths.folderConfirm(folder, { uidValidity, ticked, page, only: filterName(only), sort: sortName(sort) })
  }
  return here(await actOnSelections(req, { chosen: form.selections, asked }, needs))
}
