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
  /** The same page again, where asking again may help; or where to see what a form has done. */
  again: { href: string; words: string } | undefined
}

interface Asked {
  code: string
  /** What was asked for, when it may be asked for again. */
  here?: string | undefined
  /** The list that a form was to change. */
  list?: string | undefined
}

export function problemPage(problem: Problem, { t }: Locale, { code, here, list }: Asked): ProblemPage {
  // Whatever broke may have broken after the server did what it was told.
  const unsure = problem.status >= 500 ? list : undefined
  return {
    title: t(problem.title),
    what: t(problem.what),
    safe: t(unsure ? 'errors.safe.unsure' : problem.safe),
    todo: t(problem.todo),
    code,
    again: unsure ? { href: unsure, words: t('errors.list') } : againOf(problem, here, t),
  }
}

const againOf = ({ status }: Problem, here: string | undefined, t: Locale['t']): ProblemPage['again'] =>
  status >= 500 && here !== undefined ? { href: here, words: t('errors.again') } : undefined
