import fc from 'fast-check'
import { htmlLetter } from '../../../../src/mail/index.ts'
import { safeSheet, safeStyle } from '../../../../src/mail/mime/sanitise-css.ts'
import { sanitise } from '../../../../src/mail/mime/sanitise-html.ts'
import { attackLetters } from '../attack-letters.ts'

const none = { images: 'shown' as const, embedded: () => undefined }

function expectOnceIsEnough(html: string): void {
  const once = sanitise(html, none)
  const twice = sanitise(`<style>${once.sheet}</style>${once.body}`, none)
  expect([twice.body, twice.sheet]).toEqual([once.body, once.sheet])
}

test('sanitising an attack twice gives the same as once', () => {
  attackLetters.forEach(expectOnceIsEnough)
})

const pieces = fc.constantFrom(
  ...'<p> </p> <div <b> </b> <table> <td> </td> <tr> </table> <style> </style> <svg> </svg> <math> <mtext> <noscript> </noscript> <title> </title> <textarea> <xmp> <iframe> <template> <a <img <body <!-- --> --!> <![CDATA[ ]]> <? </ < > & " \' = / ; : { } ( ) @media url( \\ &lt; &#x3c; &amp; src=x href="http://x.fr/" href=javascript:x style="color:red style=\'a:url(x)\' id=a class="b onerror=x width=9 data:image/png;base64,AA cid:x alt="<b>" x \u0000 \u00a0 \n color:red .a{ }'.split(
    ' ',
  ),
)
const soup = fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 40 }).map((parts) => parts.join(''))

test('sanitising a soup of tags twice gives the same as once', () => {
  fc.assert(fc.property(soup, expectOnceIsEnough), { numRuns: 500 })
})

test('a soup of tags never stops the reader', async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (html) => {
      expect((await htmlLetter(html, none)).cut).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['color:red;position:fixed;top:0', 'color:red'],
  ['background:#fff url(x) no-repeat', 'background-color:#fff'],
  ['background:u\\72l(x)', ''],
  ['margin:-5px;padding:1px 2px', 'padding:1px 2px'],
  ['width:100vw;width:99999px;width:600px', 'width:600px'],
  ['width:calc(1px + 2px);color:var(--x)', ''],
  ['font-family:"Open Sans",Arial;font-family:"</style>"', 'font-family:"Open Sans",Arial'],
  ['color:red\\9;COLOR:Blue!important', 'color:Blue!important'],
  ['background-image:linear-gradient(red,blue)', 'background-image:linear-gradient(red,blue)'],
  ['background:image-set("x" 1x) red', 'background-color:red'],
])('keeps of the style %s what is safe', (style, expected) => {
  expect(safeStyle(style)).toBe(expected)
})

test.each([
  ['#a .b>p:hover{color:red}', '#l-a .b>p:hover{color:red}'],
  ['.sm\\:w{width:10px}', '.sm\\:w{width:10px}'],
  ['a[href^=h]{color:red}p::before{content:"x"}:has(a){color:red}', ''],
  ['@import "x";@font-face{src:url(x)}@supports(a:b){p{color:red}}p{color:red}', 'p{color:red}'],
  ['@media print{p{color:red}@media all{p{color:red}}}', '@media print{p{color:red}}'],
  ['p~p~p{color:red}p+p{color:red}', 'p+p{color:red}'],
  ['<!-- p{color:red} -->', 'p{color:red}'],
])('keeps of the sheet %s what is safe', (sheet, expected) => {
  expect(safeSheet(sheet)).toBe(expected)
})

test.each([
  ['open tags', '<b>'.repeat(300_000) + '</i>'.repeat(200_000)],
  ['nested blocks', '<div>'.repeat(100_000) + 'mot'],
  ['half tags', '<a '.repeat(300_000)],
  ['style sheets', `<style>${'a{'.repeat(100_000)}</style>`.repeat(5)],
  ['brackets', `<p style="${'('.repeat(3900)}">`.repeat(500)],
])('answers in a few seconds for a megabyte of %s', async (_, html) => {
  const start = performance.now()
  await htmlLetter(html, none)
  expect(performance.now() - start).toBeLessThan(8000)
})

test('says that a letter of more than two megabytes was cut, and still reads long ones', async () => {
  const long = '<p>Un mot <img src="cid:a"></p>'.repeat(5000)
  const images = { images: 'blocked' as const, embedded: () => 'data:image/png;base64,AA' }
  expect((await htmlLetter(long, images)).cut).toBe(false)
  expect((await htmlLetter('<p>Un mot de plus</p>'.repeat(110_000), images)).cut).toBe(true)
})
