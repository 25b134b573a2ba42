import fc from 'fast-check'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Criterion } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { openMail } from './open-mail.ts'

const subjects = [
  'Conseil de classe',
  'Élève absent',
  'Réunion "parents-professeurs"',
  'C:\\Documents\\notes',
  'Littéral {5+} et {3}',
  '100 % de présents * ou presque',
  '(OR SEEN UNSEEN) ALL',
  'NOT DELETED',
  'Fête 🎉 de fin d’année',
  'A1 LOGOUT',
  '~{3}',
  "L'orthographe",
]

const encoded = (subject: string): string => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`

async function school(): Promise<MailAccount> {
  const { user, account } = await openMail()
  const messages = subjects.map((subject, index) => ({
    raw: `From: a@lyon.example\r\nSubject: ${encoded(subject)}\r\n\r\nx\r\n`,
    date: new Date(Date.UTC(2026, 8, 1) + index * 60_000),
  }))
  await lab().seedMaildir(user.login, 'INBOX', messages)
  return account
}

async function found(account: MailAccount, criteria: Criterion[]): Promise<string[]> {
  const { items } = await account.search({ folders: ['INBOX'], criteria, size: 100 })
  return items.map(({ subject }) => subject).sort()
}

const subject = (contains: string): Criterion => ({ what: 'subject', contains })

const hostile = fc.constantFrom(
  '"',
  '\\',
  '{5+}',
  '{3}\r\n',
  '*',
  '%',
  '(',
  ')',
  ' OR SEEN ALL',
  '🎉',
  '\0',
  '\r\n',
  'é',
  "'",
  '~{',
)

/** Pieces of real subjects, torn and mixed with what means something to a server. */
const words = fc
  .array(
    fc.oneof(
      hostile,
      fc.tuple(fc.constantFrom(...subjects), fc.nat(30), fc.integer({ min: 1, max: 12 })).map(([text, from, length]) =>
        Array.from(text)
          .slice(from, from + length)
          .join(''),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((pieces) => pieces.join(''))

/** What a person would call containing, whatever the case. */
function naively(contains: string): string[] {
  if (contains.includes('\0')) return []
  const fold = (text: string): string => text.normalize('NFD').toUpperCase()
  const wanted = fold(contains.replace(/[\r\n]+/g, ' '))
  return subjects.filter((one) => wanted.trim() === '' || fold(one).includes(wanted)).sort()
}

describe('words that are looked for', () => {
  it('are only ever looked for, whatever they mean to a server', async () => {
    const account = await school()
    await fc.assert(
      fc.asyncProperty(words, async (contains) => {
        expect(await found(account, [subject(contains)])).toEqual(naively(contains))
      }),
      { numRuns: 100 },
    )
    expect(await found(account, [])).toHaveLength(subjects.length)
  })

  it('combine with or and not as they would on paper', async () => {
    const account = await school()
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 4 }), words, async (some, without) => {
        const expected = subjects
          .filter((one) => some.some((each) => naively(each).includes(one)) && !naively(without).includes(one))
          .sort()
        const criteria = [{ any: some.map(subject) }, { not: subject(without) }]
        expect(await found(account, criteria)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('find accents whatever the case', async () => {
    const account = await school()
    for (const contains of ['élève', 'ÉLÈVE', 'Élève', 'élève'.normalize('NFD')]) {
      expect(await found(account, [subject(contains)])).toEqual(['Élève absent'])
    }
  })

  it('may be 10,000 characters long, and are refused beyond', async () => {
    const account = await school()
    for (const letter of ['a', '"', '\\', 'é', '🎉']) {
      expect(await found(account, [{ what: 'text', contains: letter.repeat(10_000 / letter.length) }])).toEqual([])
    }
    const tooLong = { folders: ['INBOX'], criteria: [subject('a'.repeat(10_001))], size: 5 }
    await expect(account.search(tooLong)).rejects.toMatchObject({ reason: 'refused' })
    await expect(account.freeze({ ...tooLong, first: 5 })).rejects.toMatchObject({ reason: 'refused' })
    expect(await found(account, [subject('conseil')])).toEqual(['Conseil de classe'])
  })
})
