import fc from 'fast-check'
import { isDisguised, looksLike, nameKey } from '../../../../src/mail/mime/look-alike.ts'

const known = ['ac-lyon.fr', 'laposte.net', 'gmail.com', 'orange.fr', 'education.gouv.fr']

describe('a domain that could be taken for one that is known', () => {
  it.each([
    ['ac-1yon.fr', 'ac-lyon.fr'],
    ['ac-lyoon.fr', 'ac-lyon.fr'],
    ['ac-lyn.fr', 'ac-lyon.fr'],
    ['ac-loyn.fr', 'ac-lyon.fr'],
    ['ac-lyоn.fr', 'ac-lyon.fr'], // a Cyrillic о
    ['xn--ac-lyn-0qf.fr', 'ac-lyon.fr'],
    ['ac-lyon.fr.connexion.example', 'ac-lyon.fr'],
    ['ac-lyon-fr.example', 'ac-lyon.fr'],
    ['webmail.ac-lyonn.fr', 'ac-lyon.fr'],
    ['Iaposte.net', 'laposte.net'],
    ['laposté.net', 'laposte.net'],
  ])('%s passes for %s', (domain, like) => {
    expect(looksLike(domain, known)).toBe(like)
  })

  it.each([
    'ac-lyon.fr',
    'etu.ac-lyon.fr',
    'AC-LYON.FR',
    'ac-dijon.fr',
    'ac-lille.fr',
    'gmail.com',
    'gmx.com',
    'orange.es',
    'free.fr',
    'univ-lyon2.fr',
    'lyon.fr',
    'gouv.fr',
    'culture.gouv.fr',
    'cned.fr',
    '',
    'localhost',
    'not a domain',
  ])('%s does not', (domain) => {
    expect(looksLike(domain, known)).toBeUndefined()
  })

  it('is told by its alphabet too', () => {
    expect(isDisguised('аc-lyon.fr')).toBe(true)
    expect(isDisguised('école-ouverte.fr')).toBe(false)
  })

  it('is never a known one, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(looksLike(`${domain.split('.')[0]}.ac-lyon.fr`, known)).toBeUndefined()
      }),
    )
  })
})

describe('a name', () => {
  it.each([
    ['Marie Dupont', 'DUPONT Marie'],
    ['Zoé Martin', 'zoe martin'],
    ['Marie Dupont', 'Mаrie Dupоnt'], // Cyrillic а and о
    ['Dupont, Marie', 'Marie   Dupont'],
  ])('« %s » is « %s »', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })

  it('is another when a letter is', () => {
    expect(nameKey('Marie Dupont')).not.toBe(nameKey('Marie Dupond'))
  })
})
