import { changeSignature, sign } from '../../../src/features/compose/signature.ts'

const quote = 'Le 3 mars, Karim a écrit :\n> Bonjour.\n> À demain.'

describe('a signature', () => {
  it.each([
    { where: 'below an empty text', body: '', signed: '\n\n-- \nM. D.' },
    { where: 'below what was typed', body: 'Bonjour.\n', signed: 'Bonjour.\n\n-- \nM. D.' },
    {
      where: 'above the quote and the line that introduces it',
      body: `\n\n${quote}`,
      signed: `\n\n-- \nM. D.\n\n${quote}`,
    },
    {
      where: 'above a forwarded message',
      body: '\n\n---------- Message transféré ----------\nDe : Karim\n\nBonjour.',
      signed: '\n\n-- \nM. D.\n\n---------- Message transféré ----------\nDe : Karim\n\nBonjour.',
    },
  ])('stands $where', ({ body, signed }) => {
    expect(sign(body, 'M. D.', 'below')).toBe(signed)
  })

  it('stands at the end where the quote comes first', () => {
    expect(sign(`${quote}\n\n`, 'M. D.', 'above')).toBe(`${quote}\n\n-- \nM. D.`)
  })

  it('is no line where there is none', () => {
    expect(sign('Bonjour.', '', 'below')).toBe('Bonjour.')
  })

  const change = (body: string, before: string, after: string) =>
    changeSignature(body, { before, after, quotePlace: 'below' })

  it('takes the place of another, between what was typed and the quote', () => {
    const body = `Oui.\n\n-- \nM. D.\n\n${quote}`
    expect(change(body, 'M. D.', 'Les maths')).toBe(`Oui.\n\n-- \nLes maths\n\n${quote}`)
    expect(change(body, 'M. D.', '')).toBe(`Oui.\n\n${quote}`)
    expect(change(`Oui.\n\n${quote}`, '', 'M. D.')).toBe(body)
  })

  it('that its writer has changed stays, as does one in a quote', () => {
    expect(change('Oui.\n\n-- \nM. D., salle 12', 'M. D.', 'Les maths')).toBe('Oui.\n\n-- \nM. D., salle 12')
    expect(change('Oui.\n> -- \n> M. D.', 'M. D.', 'Les maths')).toBe('Oui.\n> -- \n> M. D.')
  })
})
