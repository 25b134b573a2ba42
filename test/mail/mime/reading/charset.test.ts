import fc from 'fast-check'
import { decodeText } from '../../../../src/mail/index.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

test.each([
  ['utf-8', bytes('été')],
  ['UTF8', bytes('été')],
  ['iso-8859-1', bytes('été', 'latin1')],
  ['"ISO_8859-15"', bytes('été', 'latin1')],
  ["utf-8*fr'", bytes('été')],
  ['utf-16le', bytes('été', 'utf16le')],
  ['utf-7', bytes('+AOk-t+AOk-')],
])('reads text in %s', (charset, content) => {
  expect(decodeText(content, charset)).toEqual({ text: 'été', unknownCharset: false })
})

test('reads Japanese mail, which iconv cannot', () => {
  expect(decodeText(bytes('\x1b$B$3$s$K$A$O\x1b(B!', 'latin1'), 'ISO-2022-JP').text).toBe('こんにちは!')
})

test('gives Latin 1 its euro and œ, as its writers meant windows-1252', () => {
  expect(decodeText(Uint8Array.of(0x80, 0x9c), 'iso-8859-1').text).toBe('€œ')
})

test.each(['', 'us-ascii', 'x-unknown', '8bit'])('guesses where the charset is « %s »', (charset) => {
  expect(decodeText(bytes('déjà'), charset)).toEqual({ text: 'déjà', unknownCharset: false })
  expect(decodeText(bytes('déjà', 'latin1'), charset)).toEqual({ text: 'déjà', unknownCharset: false })
})

test.each(['martian-7', 'constructor', '__proto__', 'base64', 'hex'])(
  'says that it does not know « %s »',
  (charset) => {
    expect(decodeText(bytes('déjà'), charset)).toEqual({ text: 'déjà', unknownCharset: true })
  },
)

test('trusts a byte order mark more than the header, and does not show it', () => {
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0xe9, 0), 'utf-8').text).toBe('é')
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9), 'iso-8859-1').text).toBe('é')
})

test('reads older text under the name UTF-8, and keeps what is right of text cut within a letter', () => {
  expect(decodeText(bytes('Année', 'latin1'), 'utf-8').text).toBe('Année')
  expect(decodeText(bytes('Année').subarray(0, 5), 'utf-8').text).toBe('Anné')
  expect(decodeText(bytes('Année é').subarray(0, 8), 'utf-8').text).toBe('Année \ufffd')
})

test('drops NUL and lone surrogates', () => {
  expect(decodeText(bytes('a\0b')).text).toBe('ab')
  expect(decodeText(Uint8Array.of(0x00, 0xd8, 0x61, 0x00), 'utf-16le').text.isWellFormed()).toBe(true)
})

test('never throws and never gives what cannot be sent as UTF-8', () => {
  const charset = fc.oneof(
    fc.constantFrom('utf-8', 'utf-16', 'utf-7', 'iso-2022-jp', 'gb18030', 'euc-kr', 'big5'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), charset, (content, name) => {
      const { text } = decodeText(content, name)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toContain('\0')
    }),
  )
})
