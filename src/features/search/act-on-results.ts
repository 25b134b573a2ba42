import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { actOnSelections } from '../../list/act-on-selections.ts'
import { readSelection } from '../../list/selection.ts'
import type { Services } from '../../services.ts'
import { askedBy, lacking } from '../../work/index.ts'
import { askedIn, readSearchQuery } from './query.ts'

/** Does to the ticked results what the pressed submit says; gives where to go: the same page, with the sentence. */
export async function actOnResults(req: Request, services: Services): Promise<string> {
  const query = readSearchQuery(req.query)
  const here = (more: Parameters<typeof paths.search>[0]) =>
    paths.search({ ...askedIn(query), at: query.at, back: query.back, ...more })

  const form = readSelection(req.body)
  const asked = askedBy(pressed(req.body), form)
  if (!asked || asked === 'remove') return here({})
  if (form.selections.length === 0) return here({ note: 'none' })
  const lack = lacking(asked)
  if (lack) return here({ note: lack === 'label' ? 'which' : lack, ticked: form.ticked.join('\n') })

  return here(await actOnSelections(req, { chosen: form.selections, asked }, services))
}
