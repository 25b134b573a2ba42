import { z } from 'zod'
import { pressed } from '../../http/form.ts'
import type { Answers, Carried, DraftAt, DraftLetter } from '../../work/index.ts'

/** What the page's form sends back. Nothing typed is ever refused here: a draft keeps mistakes too. */
const typed = z.string().default('')
const oneLine = typed.transform((text) => text.replaceAll(/[\r\n]+/g, ' '))
/** A line break between addresses separates them, as it does in a column of a spreadsheet. */
const addressLine = typed.transform((text) => text.trim().replaceAll(/[\r\n]+/g, ', '))

const ref = z.object({
  folder: z.string().max(1_000),
  // Both empty where only the id of the original is known, as in another program's draft.
  uidValidity: z.string().regex(/^\d{0,20}$/),
  uid: z.int().nonnegative(),
})
const headerValue = z
  .string()
  .max(1_000)
  .regex(/^\P{Cc}*$/u)
const answers = z.object({
  kind: z.enum(['reply', 'reply-all', 'reply-list', 'forward', 'forward-attached']),
  ref,
  messageId: headerValue,
  references: z.array(headerValue).max(1_000),
})
const carried = z.array(
  z.object({
    ref,
    section: z.string().regex(/^[\d.]{0,100}$/),
    name: z.string().max(1_000),
    type: z.string().max(200),
    size: z.number().nonnegative(),
  }),
)

const letterForm = z.object({
  from: oneLine,
  to: addressLine,
  cc: addressLine,
  bcc: addressLine,
  'reply-to': addressLine,
  add: addressLine,
  where: z.enum(['to', 'cc', 'bcc']).catch('to'),
  subject: oneLine,
  body: typed.transform((text) => text.replaceAll(/\r\n?/g, '\n')),
  importance: z.enum(['high', 'normal', 'low']).catch('normal'),
  receipt: z.string().optional(),
  /** Drawn where there is a format to keep; the tick beside it keeps it. */
  formatted: z.string().optional(),
  'keep-format': z.string().optional(),
})

/** Reminders that the letter's page can give, in the order they are given. */
export const reminderNames = ['file', 'subject', 'outside', 'crowd'] as const
export type ReminderName = (typeof reminderNames)[number]

const remindersIn = (text: string) => reminderNames.filter((name) => text.split(' ').includes(name))

/**
 * The submit that was pressed, without its `do-`, the letter as the form says it once pressed, and whom the page drew
 * it from. Its files are those
 * of the page: what has just arrived is added by whoever received it.
 */
export function readLetter(fields: URLSearchParams): { pressed: string; letter: DraftLetter; fromBefore: string } {
  const { add, where, 'reply-to': replyTo, receipt, formatted, ...typed } = letterForm.parse(Object.fromEntries(fields))
  const { 'keep-format': keep, ...letter } = typed
  const name = pressed(Object.fromEntries(fields))
  const about = hiddenValue<Answers>(answers, fields.get('answers'))
  const anyway = name === 'anyway' ? ` ${fields.get('shown') ?? ''}` : ''
  const originals = hiddenValue<Carried[]>(carried, fields.get('carried')) ?? []
  return {
    pressed: name,
    fromBefore: fields.get('from-before') ?? '',
    letter: {
      ...letter,
      // Whatever submit was pressed, an address in the field beside it would be lost with the page.
      ...(add && { [where]: joined(letter[where], add) }),
      replyTo,
      ...(receipt && { receipt: true as const }),
      ...(formatted && { format: keep ? ('as-received' as const) : ('text' as const) }),
      ...(about && { answers: about }),
      files: fields.getAll('attached').filter((id) => /^[\w-]{1,60}$/.test(id) && name !== removal(id)),
      carried: originals.filter((_, index) => name !== removal(`original-${index}`)),
      reminded: remindersIn((fields.get('reminded') ?? '') + anyway),
    },
  }
}

/** What « Retirer » beside a file is called: by its upload, or by its place among those of the original. */
export const removal = (file: string): string => `remove-${file}`

/** Adds addresses to a field that may hold some already. */
export const joined = (before: string, added: string): string =>
  [withoutSeparators(before), added].filter(Boolean).join(', ')

/** At the end of a list. A pattern would look at each run of them from each of its places: hours, for megabytes. */
function withoutSeparators(list: string): string {
  let end = list.length
  while (end > 0 && /[\s,;]/.test(list.charAt(end - 1))) end -= 1
  return list.slice(0, end)
}

/** What a hidden field of ours holds; a value that is not of its kind counts as none. */
function hiddenValue<T>(schema: z.ZodType<T>, text: string | null): T | undefined {
  if (!text) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The draft and revision an address names; undefined when it names something else. */
export function draftNamed({ draft, revision }: { draft: string; revision: string }): DraftAt | undefined {
  return /^[\w-]{1,60}$/.test(draft) && /^\d{1,9}$/.test(revision)
    ? { id: draft, revision: Number(revision) }
    : undefined
}
