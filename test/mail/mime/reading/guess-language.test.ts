import { guessLanguage, ownWords } from '../../../../src/mail/mime/guess-language.ts'

describe('the language of a text', () => {
  it.each([
    [
      'fr',
      'Bonjour, vous trouverez dans ce message les dates du conseil de classe. Merci de les noter et de nous répondre.',
    ],
    [
      'en',
      'Please find below the dates of the next meeting, which will be held at your school. We thank you for your help.',
    ],
    [
      'de',
      'Liebe Kollegen, die Austauschwoche ist vom dritten bis zum neunten Mai geplant, und wir werden auch mit den Eltern sprechen.',
    ],
    [
      'es',
      'Hola, les enviamos el programa de la semana y la lista de los alumnos que participan en el intercambio con su escuela.',
    ],
    [
      'it',
      'Buongiorno, la visita della scuola è prevista per il mese di maggio; gli alunni sono molto contenti di questo scambio.',
    ],
  ])('is %s', (language, text) => {
    expect(guessLanguage(text)).toBe(language)
  })

  it.each([
    ['too short', 'Bonjour, merci, à demain.'],
    ['names and numbers', 'Dupont Martin Bernard Petit Durand Leroy Moreau Simon Laurent Michel Garcia David 12 14 15'],
    [
      'two at once',
      'Bonjour, the meeting is demain and we will voir les documents pour the school avec you dans la salle of the college.',
    ],
    [
      'of none we know',
      'Szanowni Państwo, przesyłamy program wymiany oraz listę uczniów, którzy wezmą udział w spotkaniu w maju.',
    ],
  ])('is not told where it is not sure: %s', (_, text) => {
    expect(guessLanguage(text)).toBeUndefined()
  })

  it('is that of the letter, not of what it quotes', () => {
    const quote = { tag: 'blockquote' as const, children: ['The meeting is over.'], quoted: true as const }
    expect(
      ownWords([{ tag: 'p', children: ['Bonjour ', { tag: 'strong', children: ['à tous'] }] }, quote]),
    ).not.toContain('The')
  })
})
