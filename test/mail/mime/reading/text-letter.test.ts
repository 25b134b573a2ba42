import fc from 'fast-check'
import { textLetter, textOfLetter, type LetterElement, type LetterNode } from '../../../../src/mail/index.ts'

const read = (text: string, options = {}) => textLetter(text, options).nodes

/** The tree in short: tags and words. */
const sketch = (nodes: LetterNode[]): string =>
  nodes
    .map((node) =>
      typeof node === 'string' ? node : `<${node.tag}${node.quoted ? ' quoted' : ''}>${sketch(node.children)}`,
    )
    .join('')

const quotes = (nodes: LetterNode[]) =>
  nodes.filter((node): node is LetterElement => typeof node === 'object' && node.tag === 'blockquote')

const long = 'mot '.repeat(60).trim()

test('keeps paragraphs and their lines', () => {
  expect(sketch(read('Bonjour,\r\n\r\nOui.\r\nMarie\n\n\n-- \nPrincipal'))).toBe(
    '<p>Bonjour,<p>Oui.<br>Marie<p>--<br>Principal',
  )
})

test('joins flowed lines, their quotes apart, and leaves the signature alone (RFC 3676)', () => {
  const text = 'Une phrase \nqui suit.\n> citée \n> ici\n>> et \n>> là\n ->pas citée\n-- \nMarie \nDupont'
  expect(sketch(read(text, { flowed: true }))).toBe(
    '<p>Une phrase qui suit.<blockquote><p>citée ici<blockquote><p>et là<p>->pas citée<br>--<br>Marie Dupont',
  )
})

test('drops the joining space where the sender asked for it', () => {
  expect(sketch(read('日本 \n語', { flowed: true, delSp: true }))).toBe('<p>日本語')
})

test('folds the message a reply ends with, its announcement left to be read', () => {
  const text = `D'accord.\n\nLe mar. 24 nov. 2026 à 10:12, Karim Benali <k@x.fr> a\nécrit :\n> ${long}\n> > plus ancien`
  const nodes = read(text)
  expect(sketch(nodes)).toContain('a écrit :<blockquote quoted>')
  expect(quotes(nodes)[0]?.children.some((node) => typeof node === 'object' && node.quoted)).toBe(false)
})

test.each([
  ["-----Message d'origine-----\nDe : Karim\nObjet : x"],
  ['-----Original Message-----\nFrom: Karim\nSubject: x'],
  ['________________________________\nDe : Karim <k@x.fr>\nEnvoyé : lundi 23 novembre\nÀ : Marie\nObjet : x'],
  ['From: Karim\nSent: Monday, November 23\nTo: Marie\nSubject: x'],
])('folds what Outlook puts below: %j', (header) => {
  const [first, second, ...others] = read(`D'accord.\n\n${header}\n\n${long}\n\n> ${long}`)
  expect(sketch([first ?? ''])).toBe("<p>D'accord.")
  expect(second).toMatchObject({ tag: 'blockquote', quoted: true })
  expect(others).toEqual([])
})

test('leaves short quotes between answers open, and a letter that is only a quote', () => {
  expect(quotes(read('> Jeudi ?\nOui.\n> Salle ?\n204.')).map(({ quoted }) => quoted)).toEqual([undefined, undefined])
  expect(quotes(read(`> ${long}`))[0]?.quoted).toBeUndefined()
})

test('folds a long quote wherever it stands', () => {
  expect(quotes(read(`Voici :\n> ${'mot '.repeat(600)}\nQu'en pensez-vous ?`))[0]?.quoted).toBe(true)
})

test('does not take a sentence for the announcement of a quote', () => {
  expect(sketch(read('Le ministre a écrit :\nvoici.'))).toBe('<p>Le ministre a écrit :<br>voici.')
})

test('does not take the head of an administrative letter for an earlier message', () => {
  const head = `Rectorat\n\nDe : le recteur\nDate : 24 novembre 2026\nÀ : Mesdames et Messieurs les principaux\nObjet : ${long}`
  expect(quotes(read(head))).toEqual([])
})

test('keeps columns in line', () => {
  expect(sketch(read('Nom     Note\nAnne      12\nBob        9'))).toBe('<pre>Nom     Note\nAnne      12\nBob        9')
  expect(sketch(read('| a | b |\n| 1 | 2 |'))).toMatch(/^<pre>/)
  expect(sketch(read('Deux   espaces une fois\nne font pas un tableau.\nNi trois lignes.'))).toMatch(/^<p>/)
})

test('drops control characters and overrides of the reading direction', () => {
  expect(sketch(read('a\u0000b\u001b[31m\u202efdp.exe'))).toBe('<p>ab[31mfdp.exe')
})

test.each([
  ['short lines', 'mot mot\n'.repeat(40_000)],
  ['alternating quotes', '> a\nb\n'.repeat(50_000)],
  ['quote marks', '>'.repeat(400_000)],
  ['paragraphs', 'a\n\n'.repeat(100_000)],
  ['half announcements', ('Le 1 ' + 'a1 '.repeat(200) + ':\n\n').repeat(600)],
  ['half headers', 'De : x\n'.repeat(50_000)],
  ['at signs', 'a@'.repeat(200_000)],
  ['half links', 'http://('.repeat(50_000)],
  ['dashes', '-'.repeat(400_000)],
])('reads 400 KB of %s without hanging', (_, text) => {
  const start = performance.now()
  read(text)
  read(text, { flowed: true })
  // Linear takes some tenths of a second, quadratic minutes.
  expect(performance.now() - start).toBeLessThan(5000)
})

test('loses no word, whatever the lines', () => {
  const line = fc.oneof(
    fc.constantFrom('> ', '>> cité', '', '-- ', "-----Message d'origine-----", 'a b'),
    fc.stringMatching(/^[a-z >]{0,20}$/),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, flowed) => {
      const words = (text: string) => text.replace(/[^a-z]/g, '')
      expect(words(textOfLetter(read(lines.join('\n'), { flowed })))).toBe(words(lines.join('')))
    }),
  )
})
