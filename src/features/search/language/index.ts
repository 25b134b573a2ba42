/** The language of searches: what people type, understood, said back, and asked of the mail account. */
export { criteriaOf } from './criteria.ts'
export { examples, taught } from './examples.ts'
export { lastDayOf, periodOf } from './days.ts'
export { longest, understand } from './parse.ts'
export { printTerms } from './print.ts'
export { sayTerms } from './say.ts'
export { folded, isPlace, type Known, type Term, type Understood } from './term.ts'
