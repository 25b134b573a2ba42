import { draftNamed, readLetter } from '../../../src/features/compose/form.ts'
import { hideOutsiders, recipientsOf } from '../../../src/features/compose/recipients.ts'
import { ownWords, remindersOf } from '../../../src/features/compose/reminders.ts'
import { locales } from '../../../src/i18n/index.ts'
import { forwardOf, quoteOf } from '../../../src/features/compose/quote.ts'

const read = (fields: [string, string][]) => readLetter(new URLSearchParams(fields))

const facts = {
  ...{ from: [{ name: 'Karim Benali', address: 'k@b.example' }], sender: [], replyTo: [], cc: [], bcc: [] },
  ...{ to: Array.from({ length: 500 }, (_, index) => ({ name: '', address: `p${index}@b.example` })) },
  ...{ subject: 'Sujet', size: 1, messageId: '', inReplyTo: '', references: [], attachmentCount: 0 },
  importance: 'normal' as const,
}

describe('the form of a letter', () => {
  it('is a letter even when nothing came, and whatever came', () => {
    expect(read([]).letter).toMatchObject({ to: '', body: '', importance: 'normal', files: [], carried: [] })
    const odd = read([
      ['importance', 'extrême'],
      ['answers', '{"kind":"reply"'],
      ['carried', '[{"section":"../../etc"}]'],
      ['attached', '../x'],
      ['reminded', 'file constructor'],
    ]).letter
    expect(odd).toMatchObject({ importance: 'normal', files: [], carried: [], reminded: ['file'] })
    expect(odd.answers).toBeUndefined()
  })

  it('lets no line break into a header, through hidden values neither', () => {
    const answers = { kind: 'reply', ref: { folder: 'INBOX', uidValidity: '1', uid: 1 }, references: [] }
    const { letter } = read([
      ['subject', 'Sujet\r\nBcc: x@y.example'],
      ['to', 'a@b.example\r\nc@d.example'],
      ['answers', JSON.stringify({ ...answers, messageId: '<a@b>\r\nBcc: x@y.example' })],
    ])
    expect(letter.subject).toBe('Sujet Bcc: x@y.example')
    expect(letter.to).toBe('a@b.example, c@d.example')
    expect(letter.answers).toBeUndefined()
  })

  it('adds an address behind others in linear time', () => {
    const to = `${'a ,;'.repeat(50_000)}${' ,;'.repeat(50_000)}x ,`
    const start = performance.now()
    expect(
      read([
        ['to', to],
        ['add', 'b@c.fr'],
      ]).letter.to.slice(-9),
    ).toBe('x, b@c.fr')
    // Linear takes milliseconds, quadratic a minute.
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('names a draft and a revision, or nothing', () => {
    expect(draftNamed({ draft: 'a-B_1', revision: '12' })).toEqual({ id: 'a-B_1', revision: 12 })
    expect(draftNamed({ draft: '../a', revision: '1' })).toBeUndefined()
    expect(draftNamed({ draft: 'a', revision: 'discard' })).toBeUndefined()
  })
})

describe('a promise of a file', () => {
  const remind = (body: string) => {
    const { letter } = read([
      ['to', 'a@b.example'],
      ['subject', 'x'],
      ['body', body],
    ])
    return remindersOf(letter, { recipients: recipientsOf(letter), ownAddresses: [] })
  }

  it.each(['Ci-joint le relevé.', 'La PIÈCE JOINTE suit', 'voir en annexe', 'Je vous joins la liste', 'ci joints'])(
    'is recognised: %s',
    (body) => expect(remind(body)).toEqual(['file']),
  )

  it.each([
    'Le point de jonction',
    '> ci-joint',
    'Rien.\n---------- Message transféré ----------\nci-joint',
    'adjoint',
  ])('is not seen in: %s', (body) => expect(remind(body)).toEqual([]))

  it('is looked for in linear time', () => {
    const begin = performance.now()
    ownWords(`${'-'.repeat(200_000)}\n${'- '.repeat(200_000)}`)
    remind('ci-'.repeat(300_000))
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})

describe('outsiders', () => {
  it('go to Cci, and what could not be understood stays where it was', () => {
    const { letter } = read([
      ['to', 'chef@ac-lyon.example, Léa <lea@b.example>, rien'],
      ['cc', 'zoe@c.example'],
      ['bcc', 'deja@d.example;'],
    ])
    expect(hideOutsiders(letter, ['moi@ac-lyon.example'])).toMatchObject({
      to: 'chef@ac-lyon.example, rien',
      cc: '',
      bcc: 'deja@d.example, Léa <lea@b.example>, zoe@c.example',
    })
  })
})

describe('a quote', () => {
  it('of a message without date or author says what is known', () => {
    const quote = quoteOf({ facts: { ...facts, from: [] }, text: 'a\r\n\r\nb', cut: true }, locales.fr)
    expect(quote).toBe(
      'un correspondant a écrit\u00a0:\n> a\n>\n> b\n>\n> [La suite du message d’origine n’est pas reprise.]',
    )
  })

  it('of a message to 500 people does not name them all', () => {
    const forward = forwardOf({ facts, text: 'a', cut: false }, locales.fr)
    expect(forward).toContain('p19@b.example, …')
    expect(forward).not.toContain('p20@')
  })
})
