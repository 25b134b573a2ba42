import { z } from 'zod'
import type { Preferences } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import { type Choice, type ChoiceSection, choicesOf } from './choices.ts'
import { isZone } from './zones.ts'

const notOffered = { error: 'settings.wrong.answer' satisfies MessageKey }

/** What a page of questions may send: an answer that was not offered is a complaint at its question. */
export function choicesForm(section: ChoiceSection, config: Services['config']): z.ZodType<Partial<Preferences>> {
  const fields = choicesOf(section, config).map((choice): [string, z.ZodType] => [choice.name, answerTo(choice)])
  return z.object(Object.fromEntries(fields))
}

function answerTo(choice: Choice): z.ZodType {
  switch (choice.kind) {
    case 'tick':
      // A box that is not ticked sends nothing.
      return z
        .literal('on')
        .optional()
        .catch(undefined)
        .transform((value) => value === 'on')
    case 'number': {
      const outside = { error: `settings.wrong.${choice.name}` }
      return z
        .string(outside)
        .trim()
        .regex(/^\d{1,9}$/, outside)
        .transform(Number)
        .refine((value) => value >= choice.least && value <= choice.most, outside)
    }
    case 'zone':
      return z.string(notOffered).refine(isZone, notOffered)
    case 'one': {
      const answer = z.enum(choice.answers, notOffered)
      return choice.name === 'rowsPerPage' ? answer.transform(Number) : answer
    }
  }
}
