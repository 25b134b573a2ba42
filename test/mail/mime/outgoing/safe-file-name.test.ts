import fc from 'fast-check'
import { contentDisposition } from '../../../../src/http/content-disposition.ts'
import { fileNameOf, safeFileName } from '../../../../src/mail/mime/safe-file-name.ts'

describe('a file name', () => {
  it.each([
    ['Élèves 4e B.ods', 'Élèves 4e B.ods'],
    ['/home/marie/Bulletin.pdf', 'Bulletin.pdf'],
    [String.raw`C:\Users\marie\Bulletin.pdf`, 'Bulletin.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..', 'fichier'],
    ['', 'fichier'],
    ['a\r\nContent-Type: text/html\0.pdf', 'html .pdf'],
    ['facture\u202efdp.exe', 'facturefdp.exe'],
    ['.htaccess', 'htaccess'],
    ['notes. . ', 'notes'],
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
    ['console.txt', 'console.txt'],
    ['a<b>:"c"|d?*.txt', 'a_b___c__d__.txt'],
  ])('%j is kept as %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe)
  })

  it('keeps its extension when it is cut', () => {
    const name = safeFileName(`${'é'.repeat(300)}.pdf`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name).toMatch(/^é+\.pdf$/)
  })

  it('is no path, no more than 255 octets, and the same when it is made safe again', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom('.', '/', '\\', ' ', 'é', '\u202e', 'a'),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400, size: 'max' }), (name) => {
        const safe = safeFileName(name)
        expect(safe).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.|[. ]$|^$/u)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255)
        expect(safeFileName(safe)).toBe(safe)
      }),
    )
  })

  it('is made up from its type when the sender gave none', () => {
    expect(fileNameOf({ fileName: '', section: '2.1', type: 'image/png' })).toBe('piece-2.1.png')
    expect(fileNameOf({ fileName: '', section: '3', type: 'message/rfc822' })).toBe('piece-3.eml')
    expect(fileNameOf({ fileName: 'x/y.png', section: '3', type: 'image/png' })).toBe('y.png')
  })
})

describe('the header of a download', () => {
  it.each([
    ['plan.pdf', 'attachment; filename="plan.pdf"'],
    ['Élève œuvre.pdf', `attachment; filename="Eleve oeuvre.pdf"; filename*=UTF-8''%C3%89l%C3%A8ve%20%C5%93uvre.pdf`],
    ['50%20"x".pdf', `attachment; filename="50_20_x_.pdf"; filename*=UTF-8''50%2520%22x%22.pdf`],
    [`d'avril (1)*.pdf`, `attachment; filename="d'avril (1)*.pdf"`],
    ['日本.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf`],
    ['a\r\nSet-Cookie: x', 'attachment; filename="aSet-Cookie: x"'],
  ])('says %j', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header)
  })

  it('is one line of ASCII from which the name can be read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const header = contentDisposition('inline', name)
        expect(header).toMatch(/^inline; filename="[^"\\\p{Cc}]*"(?:; filename\*=UTF-8''[\w.!#$&+^`|~%-]*)?$/u)
        const whole = /filename\*=UTF-8''(.*)$/.exec(header)?.[1]
        expect(whole === undefined ? name : decodeURIComponent(whole)).toBe(name.replace(/\p{Cc}/gu, ''))
      }),
    )
  })
})
