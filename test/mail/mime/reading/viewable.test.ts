import { imageIsSafe, isViewableText } from '../../../../src/mail/index.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const png = bytes('\x89PNG\r\n\x1a\n')

test.each([
  ['image/png', png],
  ['IMAGE/PNG', png],
  ['image/jpg', bytes('\xff\xd8\xff\xe0')],
  ['image/gif', bytes('GIF89a')],
  ['image/webp', bytes('RIFF\x01\x02\x03\x04WEBP')],
  ['image/avif', bytes('\0\0\0\x20ftypavif')],
])('draws an image that is what it says: %s', (type, content) => {
  expect(imageIsSafe(type, content)).toBe(true)
})

test.each([
  ['image/png', bytes('<html><script>')],
  ['image/png', bytes('GIF89a')],
  ['image/svg+xml', bytes('<svg xmlns=')],
  ['image/svg+xml', png],
  ['text/html', png],
  ['constructor', png],
  ['image/png', new Uint8Array()],
])('draws nothing else: %s', (type, content) => {
  expect(imageIsSafe(type, content)).toBe(false)
})

test('shows plain text as text, and nothing that runs', () => {
  expect(['text/plain', 'text/csv'].every(isViewableText)).toBe(true)
  expect(['text/html', 'text/xml', 'text/calendar', 'image/svg+xml', 'text/javascript'].some(isViewableText)).toBe(
    false,
  )
})
