import fc from 'fast-check'
import {
  criteriaOf,
  type Known,
  longest,
  printTerms,
  sayTerms,
  type Term,
  understand,
} from '../../../src/features/search/language/index.ts'
import { locales } from '../../../src/i18n/index.ts'
import { plain } from '../../support/browser.ts'

const known: Known = {
  today: '2026-11-24',
  monthFirst: false,
  folders: [
    { path: 'INBOX', names: ['Boîte de réception', 'inbox'] },
    { path: 'Établissement/Vie scolaire', names: ['Vie scolaire', 'Établissement/Vie scolaire'] },
    { path: 'Archives', names: ['Archives', 'archive'] },
  ],
  labels: [{ keyword: '$label1', name: 'Important' }],
}

const read = (typed: string) => understand(typed, known)
const said = (typed: string) => plain(sayTerms(read(typed).terms, locales.fr))
const noted = (typed: string) => read(typed).notes.map(({ about, words }) => `${about} ${words}`)

describe('what a search is understood as', () => {
  it.each([
    ['conseil classe', '« conseil » et « classe »'],
    ['« conseil de classe »', '« conseil de classe »'],
    ['"conseil de classe', '« conseil de classe »'],
    ['conseil -classe', '« conseil » et sauf « classe »'],
    ['bus sortie OU voyage', '« bus » et « sortie » ou « voyage »'],
    ['bus OR car or', '« bus » ou « car » et « or »'],
    ['(bus sortie) OU voyage', '(« bus » et « sortie ») ou « voyage »'],
    ['((bus', '« bus »'],
    ['bus) sortie', '« bus » et « sortie »'],
    ['OU bus OU', '« bus »'],
    ['DE:Dupont from: martin', 'de « Dupont » et de « martin »'],
    ['De : Dupont', 'de « Dupont »'],
    ['de:(dupont OU martin)', 'de « dupont » ou de « martin »'],
    ['à:kbenali a:x to:y', 'à « kbenali », à « x » et à « y »'],
    ['objet:"sortie Lyon" cc:cpe texte:bus', 'objet « sortie Lyon », en copie à « cpe » et texte « bus »'],
    ['pièce:oui', 'avec pièce jointe'],
    ['-piece:oui attachment:no', 'sauf avec pièce jointe et sauf avec pièce jointe'],
    ['pièce:pdf', 'pièce jointe nommée « pdf »'],
    ['plus:5Mo', 'plus de 5 Mo'],
    ['plus: 1,5 Mo moins:20', 'plus de 1,5 Mo et moins de 20 Mo'],
    ['dans:boite de reception réunion', 'dans « Boîte de réception » et « réunion »'],
    ['in:inbox', 'dans « Boîte de réception »'],
    ['dans:Archives OU dans:"vie scolaire"', 'dans « Archives » ou dans « Vie scolaire »'],
    ['non-lu', 'non lus'],
    ['nonlu: oui', 'non lus'],
    ['non lu: bus', 'non lus et « bus »'],
    ['est:suivi est:répondu is:unread est:non lu', 'suivis, avec une réponse de vous, non lus et non lus'],
    ['étiquette:important', 'étiquette « Important »'],
    ['étiquette:devoirs', 'étiquette « devoirs »'],
    ['liste:profs', 'liste « profs »'],
    ['réunion, conseil !', '« réunion » et « conseil »'],
    ['Re: sortie http://x.fr 10:30', '« Re », « sortie », « http://x.fr » et « 10:30 »'],
  ])('%s', (typed, words) => {
    expect(said(typed)).toBe(words)
    expect(read(typed).notes).toEqual([])
  })

  it.each([
    ['avant:12/03/2025', 'avant le 12 mars 2025'],
    ['après:2025-03-12', 'à partir du 12 mars 2025'],
    ['apres: 12 mars 2025 bus', 'à partir du 12 mars 2025 et « bus »'],
    ['le:1er mars 2025', 'le 1ᵉʳ mars 2025'],
    ['on:12.3.25', 'le 12 mars 2025'],
    ['le:2019', 'du 1ᵉʳ janvier 2019 au 31 décembre 2019'],
    ['le:mars 2025', 'du 1ᵉʳ mars 2025 au 31 mars 2025'],
    ['le:12/2024', 'du 1ᵉʳ décembre 2024 au 31 décembre 2024'],
    ['le:décembre', 'du 1ᵉʳ décembre 2025 au 31 décembre 2025'],
    ['le:24/11', 'le 24 novembre 2026'],
    ['le:25/11', 'le 25 novembre 2025'],
    ['on:march 2 2024', 'le 2 mars 2024'],
    ['le:hier', 'le 23 novembre 2026'],
    ['avant:aujourd’hui', 'avant le 24 novembre 2026'],
    ['le:29/02/2024', 'le 29 février 2024'],
  ])('a day: %s', (typed, words) => {
    expect(said(typed)).toBe(words)
  })

  it('writes the day first or the month first as its reader does', () => {
    const { terms } = understand('le:03/12/2025', { ...known, monthFirst: true })
    expect(plain(sayTerms(terms, locales.fr))).toBe('le 12 mars 2025')
  })
})

describe('what cannot be understood', () => {
  it.each([
    ['projet:2025', 'operator projet', '« projet:2025 »'],
    ['avant:31/02/2025 bus', 'date avant:31/02/2025', '« bus »'],
    ['plus:lourd bus', 'size plus:lourd', '« bus »'],
    ['dans:Nulle bus', 'folder dans:Nulle', '« bus »'],
    ['est:beau bus', 'state est:beau', '« bus »'],
    ['étiquette:"a b" bus', 'label étiquette:a b', '« bus »'],
    ['bus de:', 'nothing de:', '« bus »'],
    ['bus OU dans:Archives', 'within Archives', '« bus »'],
  ])('%s: is said, the rest is looked for', (typed, note, words) => {
    expect(noted(typed)).toEqual([note])
    expect(said(typed)).toBe(words)
  })

  it('is not looked for at all when it is a page long', () => {
    expect(read('a'.repeat(longest + 1))).toEqual({ terms: [], notes: [{ about: 'long', words: '1000' }] })
    expect(read('mot '.repeat(21))).toEqual({ terms: [], notes: [{ about: 'many', words: '20' }] })
    expect(read(`"${'mot '.repeat(240)}"`).terms).toHaveLength(1)
  })
})

const pieces = fc.constantFrom(
  ...'( ) " « » “ ” - -- : OU OR ET NON de: à: avant: le: plus: dans: est: non lu lu: pièce: étiquette:'.split(' '),
  ...'bus 12 mars 2025 12/03/2025 5Mo Archives Vie scolaire oui nonlu {5+} \0 * % \\ .* \u202e é 👩‍🏫'.split(' '),
)
const typing = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).chain((all) => fc.constantFrom(all.join(' '), all.join(''))),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

const depthOf = (term: Term): number =>
  'terms' in term ? 1 + Math.max(...term.terms.map(depthOf)) : term.is === 'not' ? depthOf(term.term) : 0

describe('whatever is typed', () => {
  it('is understood, said, and asked for, without line breaks or NUL', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const { terms } = read(typed)
        sayTerms(terms, locales.en)
        const texts: unknown[] = []
        const criteria = JSON.stringify(criteriaOf(terms), (_name, value: unknown) => {
          if (typeof value === 'string') texts.push(value)
          return value
        })
        expect(criteria).not.toMatch(/"any":\[\]|\[null\]/)
        expect(texts.join(' ')).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 2_000 },
    )
  })

  it('means the same when it is written back, in either language', () => {
    fc.assert(
      fc.property(typing, fc.constantFrom('fr' as const, 'en' as const), (typed, language) => {
        const { terms } = read(typed)
        fc.pre(terms.every((term) => depthOf(term) < 8))
        expect(read(printTerms(terms, language))).toEqual({ terms, notes: [] })
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('what the mail account is asked', () => {
  it('words anywhere a person would look for them, whichever apostrophe', () => {
    const places = ['subject', 'from', 'to', 'cc', 'body'] as const
    expect(criteriaOf(read('bus').terms)).toEqual([{ any: places.map((what) => ({ what, contains: 'bus' })) }])
    expect(criteriaOf(read('objet:l’élève').terms)).toEqual([
      { any: ["l'élève", 'l’élève'].map((contains) => ({ what: 'subject', contains })) },
    ])
  })

  it('no place: where to look is another matter', () => {
    expect(criteriaOf(read('dans:Archives -dans:inbox objet:bus').terms)).toEqual([
      { what: 'subject', contains: 'bus' },
    ])
  })

  it('one thing where several must hold inside a choice', () => {
    const [criterion] = criteriaOf(read('(objet:a le:2019) OU objet:b').terms)
    const both = [
      { what: 'subject', contains: 'a' },
      { what: 'since', day: '2019-01-01' },
      { what: 'before', day: '2020-01-01' },
    ]
    expect(criterion).toEqual({
      any: [{ not: { any: both.map((not) => ({ not })) } }, { what: 'subject', contains: 'b' }],
    })
  })
})
