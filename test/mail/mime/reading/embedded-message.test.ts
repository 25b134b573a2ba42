import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseEmbedded } from '../../../../src/mail/index.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url)))
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

test('reads the facts, both bodies and the files of a message', async () => {
  const message = await parseEmbedded(fixture('message-in-a-message.eml'))
  expect(message).toMatchObject({
    from: [{ name: 'Marie Dupont', address: 'marie.dupont@ac-lyon.example' }],
    to: [
      { name: '', address: 'karim.benali@ac-lyon.example' },
      { name: 'Lefèvre, Anne', address: 'anne@ac-lyon.example' },
    ],
    subject: 'Sortie à Vienne',
    sent: new Date('2026-11-24T09:12:00Z'),
    messageId: '1@ac-lyon.example',
    text: 'Le car part à 8 h.\n',
    html: '<p>Le car part à 8 h.</p>\n',
    broken: [],
  })
  expect(message.files).toMatchObject([
    { type: 'message/rfc822', disposition: 'attachment' },
    { name: 'plan détail.png', type: 'image/png', contentId: 'plan@x', disposition: 'inline', size: 8 },
  ])
})

test('opens the message inside the message', async () => {
  const [inner] = (await parseEmbedded(fixture('message-in-a-message.eml'))).files
  expect(await parseEmbedded(inner?.content ?? new Uint8Array())).toMatchObject({
    subject: 'Devis',
    text: '450 euros\n',
  })
})

test('leaves out of names and subjects what would turn the reading direction', async () => {
  const subject = Buffer.from('\u202efdp.tob').toString('base64')
  const message = await parseEmbedded(bytes(`From: "Rectorat \u2067" <a@b.fr>\nSubject: =?utf-8?B?${subject}?=\n\nx`))
  expect(message).toMatchObject({ from: [{ name: 'Rectorat', address: 'a@b.fr' }], subject: 'fdp.tob' })
})

test('shows the body of a message whose boundary is missing', async () => {
  const message = await parseEmbedded(fixture('boundary-missing.eml'))
  expect(message.text).toContain('Le texte est là quand même.')
  expect(message.broken).toContain('no-boundary')
})

test('lets no header fact span two lines, and says that the date is unreadable', async () => {
  const message = await parseEmbedded(fixture('encoded-word-with-line-break.eml'))
  expect(message.subject).toBe('un deux')
  expect(message.from[0]?.name).toBe('Marie Bcc: tous@x.fr')
  expect(message.broken).toEqual(['no-date'])
})

test('gives what there is of a message nested too deep', async () => {
  const nested = Array.from(
    { length: 1000 },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  )
  const message = await parseEmbedded(bytes(`From: a@b.fr\r\nSubject: Matriochka\r\n${nested.join('')}`))
  expect(message).toMatchObject({ subject: 'Matriochka', from: [{ address: 'a@b.fr' }] })
  expect(message.broken).toContain('too-deep')
})

test.each([
  [
    '100,000 parts',
    `From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: a/b\r\n\r\na\r\n'.repeat(100_000)}`,
  ],
  ['a header of 10 MB', `From: a@b.fr\r\nX: ${'a'.repeat(10_000_000)}\r\n\r\ntext`],
  ['a million lines', `From: a@b.fr\r\n\r\n${'mot mot\r\n'.repeat(1_000_000)}`],
])('answers in a few seconds for %s, the process free meanwhile', async (_, message) => {
  let longestPause = 0
  let last = performance.now()
  const pulse = setInterval(() => {
    longestPause = Math.max(longestPause, performance.now() - last)
    last = performance.now()
  }, 20)
  const start = performance.now()
  const { from } = await parseEmbedded(bytes(message))
  clearInterval(pulse)
  expect(from).toMatchObject([{ address: 'a@b.fr' }])
  expect(performance.now() - start).toBeLessThan(8000)
  expect(longestPause).toBeLessThan(2000)
})

test('never rejects', async () => {
  const header = fc.constantFrom(
    'From: ',
    'Content-Type: multipart/mixed; boundary=',
    'Content-Type: text/html',
    '\r\n',
    '--x',
    'Content-Transfer-Encoding: base64',
    '=?utf-8?b?',
    '\0',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(header, fc.string(), fc.constant('\r\n')), { maxLength: 20 }),
      async (pieces) => {
        const message = await parseEmbedded(bytes(pieces.join('')))
        expect(message.subject).not.toMatch(/\p{Cc}/u)
      },
    ),
  )
})
