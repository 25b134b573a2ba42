import { readFileSync } from 'node:fs'
import { htmlLetter, textOfLetter, type HtmlLetter, type LetterNode } from '../../../../src/mail/index.ts'
import { printLetter } from '../print-letter.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8')

const logo = 'data:image/png;base64,iVBORw0KGgo='
const embedded = (contentId: string) => (contentId === 'logo@college' ? logo : undefined)
const read = (html: string, images: 'blocked' | 'shown' = 'blocked') => htmlLetter(html, { images, embedded })
const printed = async (html: string) => printLetter((await read(html)).nodes)

const foldedWords = (nodes: LetterNode[]): string =>
  nodes
    .map((node) => (typeof node === 'string' ? '' : node.quoted ? textOfLetter([node]) : foldedWords(node.children)))
    .join('')

test('reads an Outlook reply: lines, one empty line, no style, the earlier message folded', async () => {
  const letter = await read(fixture('reply-from-outlook.html'))
  expect(letter).toMatchObject({ kind: 'simple', remoteImages: 0, cut: false })
  expect(textOfLetter(letter.nodes)).toMatch(
    /^Bonjour Karim,\n\nLe conseil de classe de 3e B est déplacé à jeudi 17 h\./,
  )
  expect(printLetter(letter.nodes)).toContain(`<img src="${logo}" alt="Collège Jean-Moulin">`)
  expect(foldedWords(letter.nodes)).toMatch(/^> De\s: Karim Benali[^]*Merci\.$/)
})

test('reads a Gmail reply: the earlier message folded with its announcement', async () => {
  const letter = await read(fixture('reply-from-gmail.html'))
  expect(letter.kind).toBe('simple')
  expect(foldedWords(letter.nodes)).toMatch(/^> Le mar\. 24 nov\.[^]*> > Jeudi 17 h en salle 204/)
  expect(textOfLetter(letter.nodes)).toMatch(
    /^Oui, jeudi me va\.\n\nLe plan : https:\/\/www\.geoportail\.gouv\.fr\/plan\n/,
  )
})

test('shows a forwarded message, which is what the letter is about', async () => {
  const words = 'Devis pour le car. '.repeat(20)
  const letter = await read(
    `<p>Pour info</p><div class="gmail_quote"><div>---------- Forwarded message ---------</div><p>${words}</p></div>`,
  )
  expect(foldedWords(letter.nodes)).toBe('')
})

describe('a newsletter', () => {
  let letter: HtmlLetter
  beforeAll(async () => {
    letter = await read(fixture('newsletter-with-style-sheet.html'))
  })

  test('has a document of its own, with its colours and without anything fetched', () => {
    expect(letter.kind).toBe('designed')
    expect(letter.document).toContain('.hero{background-color:#123456}')
    expect(letter.document).toContain('<html lang="fr">')
    expect(letter.document).toContain('@media only screen and (max-width:600px){.column{width:100%!important}}')
    expect(letter.document).not.toMatch(/url\(|@import|position|margin-left|img\.example|track\.example\/open/)
    expect(letter.height).toBeGreaterThan(200)
  })

  test('counts its pictures, the counting pixel left out', () => {
    expect(letter.remoteImages).toBe(2)
  })

  test('reads well without its looks: no hidden words, pictures named, headings in order', () => {
    const text = textOfLetter(letter.nodes)
    expect(text).toMatch(
      /^Café pédagogique \(https:\/\/track\.example\/c\/1\)\n\nTrois idées pour la rentrée\n\nUne première idée à lire\.\n\ntrack\.example/,
    )
    expect(printLetter(letter.nodes)).toContain('<h3>Trois idées pour la rentrée</h3>')
    expect(printLetter(letter.nodes)).not.toContain('<table>')
  })

  test('shows its pictures when asked, and still not the counting pixel', async () => {
    const shown = await read(fixture('newsletter-with-style-sheet.html'), 'shown')
    expect(shown.document).toContain('src="https://img.example/logo.png"')
    expect(shown.document).not.toContain('open.gif')
    expect(shown.remoteImages).toBe(2)
  })
})

test('an answer to a newsletter is a letter', async () => {
  const answer = `<p>Merci !</p><blockquote type="cite">${fixture('newsletter-with-style-sheet.html').replace(/<style[^]*<\/style>/, '')}</blockquote>`
  expect((await read(answer)).kind).toBe('simple')
})

test.each([
  ['<table border="1"><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>', '<table>'],
  ['<table><tr><th>a</th></tr><tr><td>1</td></tr></table>', '<table>'],
  ['<table><tr><td>Maths</td><td>12</td></tr><tr><td>SVT</td><td>14</td></tr></table>', '<table>'],
  ['<table><tr><td colspan="2">x</td></tr><tr><td>Anne</td><td>12</td></tr></table>', '<td colspan="2">'],
])('keeps a table of data: %s', async (html, kept) => {
  expect(await printed(html)).toContain(kept)
})

test.each([
  '<table role="presentation" border="1"><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>',
  '<table><tr><td>Marie</td><td>Maths</td></tr></table>',
  '<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
])('takes a table of layout apart: %s', async (html) => {
  expect(await printed(html)).not.toContain('<table>')
})

test.each([
  ['<p>a<div>b</div>c</p>', '<p>a</p><div>b</div>c'],
  ['<p>a<a href="http://a.fr/"><div>b</div></a></p>', '<div>a<a href="http://a.fr/"><div>b</div></a></div>'],
  ['<b><div>a</div></b>', '<div>a</div>'],
  ['<ul><li>a</li><ul><li>b</li></ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
  ['<li>a</li><td>b</td>', '<div>a</div><div>b</div>'],
  ['<h1>a</h1><h6>b</h6>', '<h3>a</h3><h5>b</h5>'],
  [
    '<p>&nbsp;</p><div><br></div><p>a</p><div>&nbsp;</div><div><br></div><p>b</p><br>',
    '<p>a</p><div><br></div><p>b</p><br>',
  ],
  ['<a href="http://a.fr/"><b>http://b.fr/ c</b></a>', '<a href="http://a.fr/"><strong>http://b.fr/ c</strong></a>'],
  ['<div style="display:none">a</div><span hidden>b</span><p>c</p>', '<p>c</p>'],
  [
    '<style>.pre{color:red;display:none}@media print{.b{display:none}}</style><p class="a pre">a</p><p class=b>b</p>',
    '<p>b</p>',
  ],
  ['<font color=red>a</font> <i class=x style="color:red">b</i>', 'a <em>b</em>'],
  ['<p dir="rtl" lang="ar">a</p>', '<p lang="ar" dir="rtl">a</p>'],
])('makes %s well formed and plain', async (html, expected) => {
  expect(await printed(html)).toBe(expected)
})

test('keeps the words of pictures that stay out', async () => {
  expect(await printed('<p><img src="http://x.test/a.png" alt="Le plan"> <img src="cid:../etc" alt="Joint"></p>')).toBe(
    '<p>Le plan Joint</p>',
  )
})

test('draws one embedded picture often, but not until the page weighs gigabytes', async () => {
  const heavy = `data:image/png;base64,${'A'.repeat(1_000_000)}`
  const letter = await htmlLetter('<p><img src="cid:a" alt="x"></p>'.repeat(2000), {
    images: 'blocked',
    embedded: () => heavy,
  })
  expect(printLetter(letter.nodes)).toContain(heavy)
  expect(printLetter(letter.nodes).length).toBeLessThan(15_000_000)
})
