import {
  deceptiveLinks,
  htmlLetter,
  textLetter,
  type LetterElement,
  type LetterNode,
} from '../../../../src/mail/index.ts'

const linksIn = (nodes: LetterNode[]): LetterElement[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : node.tag === 'a' ? [node] : linksIn(node.children)))

const links = (text: string) => linksIn(textLetter(text, {}).nodes).map(({ href, children: [words] }) => [words, href])

test.each([
  ['Voir http://a.fr/b.', 'http://a.fr/b', 'http://a.fr/b'],
  ['(voir http://a.fr/b_(c)).', 'http://a.fr/b_(c)', 'http://a.fr/b_(c)'],
  ['« https://a.fr/é » !', 'https://a.fr/é', 'https://a.fr/%C3%A9'],
  ['<https://a.fr/x?y=1&z=2>', 'https://a.fr/x?y=1&z=2', 'https://a.fr/x?y=1&z=2'],
  ['sur www.ac-lyon.fr, bientôt', 'www.ac-lyon.fr', 'https://www.ac-lyon.fr/'],
  ['à marie.dupont@ac-lyon.fr.', 'marie.dupont@ac-lyon.fr', 'mailto:marie.dupont@ac-lyon.fr'],
  ['mailto:a@b.fr?subject=x', 'mailto:a@b.fr?subject=x', 'mailto:a@b.fr?subject=x'],
])('finds the address in %j', (text, words, href) => {
  expect(links(text)).toEqual([[words, href]])
})

test('leaves all but the first two thousand addresses of a letter as words', () => {
  const lines = Array.from({ length: 3000 }, (_item, index) => `http://a.fr/${index}`)
  const { nodes } = textLetter(lines.join('\n\n'), {})
  expect(linksIn(nodes)).toHaveLength(2000)
  expect(nodes.at(-1)).toEqual({ tag: 'p', children: ['http://a.fr/2999'] })
})

test.each([
  'www.',
  'http://',
  '@toto',
  'foo@bar',
  'javascript:alert(1)',
  'ftp://a.fr',
  'data:text/html,x',
  'xhttp://a.fr',
])('finds none in %j', (text) => expect(links(text)).toEqual([]))

const leadsTo = async (words: string, href: string) => {
  const { nodes } = await htmlLetter(`<p>x <a href="${href}">${words}</a></p>`, {
    images: 'blocked',
    embedded: () => undefined,
  })
  return linksIn(nodes)[0]?.leadsTo
}

test.each([
  ['www.laposte.fr', 'https://laposte.evil.example/', 'laposte.evil.example'],
  ['<b>https://www.impots.gouv.fr/x</b>', 'https://impots-gouv.example/', 'impots-gouv.example'],
  ['ac-lyon.fr', 'https://ac-lyon.fr.evil.example/', 'ac-lyon.fr.evil.example'],
  ['a.co.uk', 'https://b.co.uk/', 'b.co.uk'],
  ['https://laposte.fr@evil.example/', 'https://laposte.fr@evil.example/', 'evil.example'],
  ['marie@ac-lyon.fr', 'mailto:eve@evil.example', 'eve@evil.example'],
  ['marie@ac-lyon.fr', 'https://evil.example/', 'evil.example'],
  ['Votre compte', 'https://p\u0430ypal.com/', 'xn--pypal-4ve.com'],
  ['\u202emoc.etsopal', 'https://evil.example/', 'evil.example'],
  ['l\u00ada\u200bposte.fr', 'https://evil.example/', 'evil.example'],
])('says that « %s » leads elsewhere: %s', async (words, href, host) => {
  expect(await leadsTo(words, href)).toBe(host)
})

test.each([
  ['Lire la suite', 'https://click.newsletter.example/c/42'],
  ['www.ac-lyon.fr', 'https://portail.ac-lyon.fr/x?y=1'],
  ['https://www.ac-lyon.fr', 'http://ac-lyon.fr/'],
  ['marie@ac-lyon.fr', 'mailto:Marie@AC-Lyon.fr?subject=x'],
  ['bilan.pdf', 'https://nuage.apps.education.fr/s/1'],
  ['M.Dupont', 'https://example.org/'],
  ['v2.1', 'https://example.org/'],
  ['04 72 80 60 00', 'tel:+33472806000'],
  ['voir ac-lyon.fr et la suite', 'https://example.org/'],
  ['lycée.fr', 'https://lycée.fr/'],
  ['ac-lyon.fr', 'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ac-lyon.fr%2F&data=x'],
])('raises no alarm for « %s » on %s', async (words, href) => {
  expect(await leadsTo(words, href)).toBeUndefined()
})

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  '&#x6a;avascript:alert(1)',
  '/mail/INBOX',
  '#top',
  'file:///etc',
  'cid:x',
])('leaves the words of a link to %j without their link', async (href) => {
  const { nodes } = await htmlLetter(`<a href="${href}">mots</a>`, { images: 'blocked', embedded: () => undefined })
  expect(nodes).toEqual(['mots'])
})

test('lists the deceptive links of a letter once each', async () => {
  const link = '<p><a href="https://evil.example/">www.laposte.fr</a></p>'
  const { nodes } = await htmlLetter(link + link, { images: 'blocked', embedded: () => undefined })
  expect(deceptiveLinks(nodes)).toEqual([{ words: 'www.laposte.fr', leadsTo: 'evil.example' }])
})
