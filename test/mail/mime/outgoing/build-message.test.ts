import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { buildMessage } from '../../../../src/mail/mime/build-message.ts'
import { built, file, headersOf, outgoing } from './letters.ts'

const names = (text: string) => headersOf(text).map((line) => line.split(':')[0])

describe('a message', () => {
  it('has the headers of its letter, and no others', async () => {
    const { text } = await built(
      outgoing({
        cc: [{ name: 'Dupont, Zoé', address: 'zoe@école.fr' }],
        replyTo: [{ name: '', address: 'equipe@ac-lyon.example' }],
        inReplyTo: '<b@x>',
        references: ['<a@x>', '<b@x>'],
        importance: 'high',
      }),
    )
    expect(headersOf(text)).toEqual([
      'Importance: high',
      'X-Priority: 1',
      'From: Marie Dupont <marie@ac-lyon.example>',
      'To: Karim Benali <karim@ac-lyon.example>',
      'Cc: =?UTF-8?Q?Dupont=2C_Zo=C3=A9?= <zoe@xn--cole-9oa.fr>',
      'Reply-To: equipe@ac-lyon.example',
      'In-Reply-To: <b@x>',
      'References: <a@x> <b@x>',
      'Subject: Bonjour',
      'Message-ID: <lettre-1@ac-lyon.example>',
      'Date: Tue, 24 Nov 2026 14:05:00 +0000',
      'Content-Transfer-Encoding: 7bit',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8; format=flowed',
    ])
    expect(text).toMatch(/\r\n\r\nUn mot\.\r\n$/)
  })

  it('shows hidden recipients and our marks only to its writer', async () => {
    const letter = outgoing({ bcc: [{ name: '', address: 'cachee@x.fr' }], marks: { 'X-Traboule-Draft': 'D7K2/14' } })
    const [sent, own] = [await built(letter), await built(letter, true)]
    expect(sent.text).not.toMatch(/cachee|traboule-draft/i)
    expect(headersOf(own.text)).toEqual(expect.arrayContaining(['Bcc: cachee@x.fr', 'X-Traboule-Draft: D7K2/14']))
  })

  it('says that its recipients are hidden when all of them are', async () => {
    const letter = outgoing({ to: [], bcc: [{ name: '', address: 'cachee@x.fr' }] })
    expect(headersOf((await built(letter)).text)).toContain('To: Undisclosed recipients:;')
    expect(names((await built(letter, true)).text)).not.toContain('To')
  })

  it('is the same each time, boundary and all', async () => {
    const letter = outgoing({ text: 'é', files: [file(randomBytes(5000)), file('x', { name: 'Élève.txt' })] })
    expect((await built(letter)).bytes.equals((await built(letter)).bytes)).toBe(true)
  })

  it('reads as it was written', async () => {
    const bytes = randomBytes(100_000)
    const text = `Chère Zoé,\n\n${'Un long paragraphe. '.repeat(20).trim()}\n> cité\n-- \nMarie`
    const name = `Élèves de 4e B ${'très '.repeat(20)}.ods`
    const { bytes: raw } = await built(
      outgoing({ subject: 'Conseil de classe : 4ᵉ B 🎓', text, files: [file(bytes, { name })] }),
    )
    const read = await PostalMime.parse(raw)
    expect(read.subject).toBe('Conseil de classe : 4ᵉ B 🎓')
    expect(read.attachments[0]?.filename).toBe(name)
    expect(Buffer.from(read.attachments[0]?.content as ArrayBuffer).equals(bytes)).toBe(true)
  })

  it('carries another message as it is, but for its line ends', async () => {
    const inner = 'Subject: x\nX-Long: é\r\n\r\na\rb\n.\nc'
    const { bytes } = await built(outgoing({ files: [file(inner, { type: 'message/rfc822', name: 'x.eml' })] }))
    expect(bytes.toString()).toContain('Subject: x\r\nX-Long: é\r\n\r\na\r\nb\r\n.\r\nc\r\n--')
  })

  it.each(['multipart/mixed', 'message/partial', 'text/html\r\nX: y', 'nonsense'])(
    'takes no file for a part of its own structure: %j',
    async (type) => {
      const { text } = await built(outgoing({ files: [file('x', { type })] }))
      expect(text).toContain('Content-Type: application/octet-stream; name=a.bin')
      expect(text).not.toContain('X: y')
    },
  )

  it('is exactly as long as announced, never has a line over 998 octets, nor a lone CR or LF', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', ' ', '\n', '\r', '.', '>', 'x'.repeat(1200)),
      maxLength: 200,
    })
    const attached = fc.record({
      bytes: fc.uint8Array({ maxLength: 400 }),
      type: fc.constantFrom('application/pdf', 'text/plain', 'message/rfc822'),
      name: fc.string({ unit: 'binary' }),
    })
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.string({ unit: 'binary' }),
        fc.array(attached, { maxLength: 3 }),
        async (said, subject, given) => {
          const files = given.map(({ bytes, ...about }) => file(Buffer.from(bytes), about))
          const { size, bytes, text: raw } = await built(outgoing({ text: said, subject, files }))
          expect(bytes.length).toBe(size)
          expect(raw).not.toMatch(/\r(?!\n)|(?<!\r)\n/)
          if (given.every(({ type }) => type !== 'message/rfc822')) expect(raw).not.toMatch(/[^\r\n]{999}/)
        },
      ),
    )
  })
})

describe('what is typed into a field', () => {
  it('cannot become another header', async () => {
    const ends = fc.constantFrom('\r\n', '\n', '\r', '\u2028', '\0', '\u0085')
    const hostile = fc.tuple(fc.string(), ends, fc.string()).map(([a, end, b]) => `${a}${end}X-Evil: 1${end}${end}${b}`)
    const ordinary = names(
      (await built(outgoing({ replyTo: [{ name: '', address: 'a@b.fr' }], inReplyTo: '<a@b>' }), true)).text,
    )
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const address = { name: text, address: `a${text}@b.fr` }
        const letter = outgoing({
          from: address,
          to: [address],
          replyTo: [address],
          subject: text,
          inReplyTo: `<a${text}@b>`,
          references: [`<a${text}@b>`],
          files: [file('x', { name: text, type: `text/plain${text}` })],
          marks: { 'X-Traboule-Draft': text },
        })
        const headers = names((await built(letter, true)).text)
        expect(headers.filter((name) => !ordinary.includes(name))).toEqual(['X-Traboule-Draft'])
      }),
    )
  })
})

describe('a file of a message', () => {
  it('is opened only when the message is read that far', async () => {
    let opened = 0
    const open = () => (opened++, Readable.from([Buffer.from('x')]))
    const { content } = await buildMessage(outgoing({ files: [file('x', { open })] }), { own: false })
    expect(opened).toBe(0)
    await content.toArray()
    expect(opened).toBe(1)
  })

  it('is closed when nobody reads on', async () => {
    const endless = new Readable({ read: () => endless.push(Buffer.alloc(65_536)) })
    const { content } = await buildMessage(outgoing({ files: [file('', { size: 1e9, open: () => endless })] }), {
      own: false,
    })
    for await (const chunk of content) if ((chunk as Buffer).length > 0 && endless.readableFlowing !== null) break
    while (!endless.destroyed) await new Promise(setImmediate)
    expect(content.destroyed).toBe(true)
  })

  it('fails the message when it cannot be read, or is not as long as it says', async () => {
    const broken = () => new Readable({ read: () => undefined, construct: (done) => done(new Error('no such file')) })
    await expect(built(outgoing({ files: [file('x', { open: broken })] }))).rejects.toThrow('no such file')
    await expect(built(outgoing({ files: [file('half', { size: 8 })] }))).rejects.toThrow('a file of 8 bytes gave 4')
  })

  it('is read no faster than the message is taken, so a large one is never in memory as a whole', async () => {
    const chunk = Buffer.alloc(65_536, 'x')
    let given = 0
    const open = () => Readable.from(chunks())
    function* chunks() {
      for (; given < 400 * chunk.length; given += chunk.length) yield chunk
    }
    const letter = outgoing({ files: [file('', { size: 400 * chunk.length, open })] })
    const { content, size } = await buildMessage(letter, { own: false })
    let [taken, most] = [0, 0]
    for await (const bytes of content as AsyncIterable<Buffer>) {
      taken += bytes.length
      most = Math.max(most, given - (taken * 3) / 4)
    }
    expect(taken).toBe(size)
    expect(most).toBeLessThan(2 * 1024 * 1024)
  })
})
