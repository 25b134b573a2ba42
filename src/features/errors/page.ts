import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Problem } from './problems.ts'

/** What `views/errors/problem.ejs` needs. */
export interface ProblemPage extends Page {
  what: string
  safe: string
  todo: string
  /** Large, for the telephone. */
  code: string
  /** The same page again, offered when asking again may help. */
  again: string | undefined
}

export function problemPage(
  problem: Problem,
  { t }: Locale,
  { code, here }: { code: string; here: string | undefined },
): ProblemPage {
  return {
    title: t(problem.title),
    what: t(problem.what),
    safe: t(problem.safe),
    todo: t(problem.todo),
    code,
    again: problem.status >= 500 ? here : undefined,
  }
}
