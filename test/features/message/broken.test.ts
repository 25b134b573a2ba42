import { webmail } from '../../support/webmail.ts'

const nested = (depth: number): string => {
  const open = Array.from(
    { length: depth },
    (_item, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  )
  return `MIME-Version: 1.0\r\n${open.join('')}Content-Type: text/plain\r\n\r\nau fond\r\n`
}

const sound = [
  'From: "Karim Benali" <k@y.example>',
  'To: m@y.example',
  'Subject: =?utf-8?B?w4lsw6h2ZXM=?=',
  'Date: Tue, 24 Nov 2026 09:42:00 +0100',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="x"',
  '',
  '--x',
  'Content-Type: multipart/alternative; boundary="y"',
  '',
  '--y',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Bonjour =C3=A0 tous =',
  '',
  '--y',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Bonjour <b>à tous</b> <img src="cid:i"></p>').toString('base64'),
  '--y--',
  '--x',
  'Content-Type: message/rfc822',
  '',
  'From: a@b.example',
  'Subject: dedans',
  '',
  'mots',
  '--x',
  'Content-Type: image/png; name="a.png"',
  'Content-ID: <i>',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--x--',
  '',
].join('\r\n')

/** The same every time: a seeded generator (Lehmer). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) yield (state = (state * 48271) % 2147483647)
}

/** The sound message, some of its bytes changed, and cut. */
function damaged(seed: number): Buffer {
  const random = numbers(seed)
  const next = (below: number) => random.next().value % below
  const bytes = Buffer.from(sound)
  // NUL is left out: IMAP's literals cannot carry it (RFC 9051 §4.3).
  for (let change = 0; change < 25; change++) bytes[next(bytes.length)] = 1 + next(255)
  return bytes.subarray(0, seed % 3 === 0 ? next(bytes.length) + 1 : bytes.length)
}

const strange: Record<string, string | Buffer> = {
  'nothing but a line break': '\r\n',
  'a header without end': `Subject: ${'x'.repeat(200_000)}`,
  'two hundred levels of parts': nested(200),
  'ten thousand parts': `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`,
  'a boundary that never comes':
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=nowhere\r\n\r\nLes mots.\r\n',
  'an encoding nobody knows':
    'Content-Transfer-Encoding: x-rot13\r\nContent-Type: text/plain; charset="\\"\r\n\r\nobawbhe\r\n',
  'two senders and encoded line breaks':
    'From: a@b.example\r\nFrom: "x" <c@d.example>\r\nSubject: =?utf-8?Q?a=0D=0ABcc:_x@y.example?=\r\n\r\nx\r\n',
  'a date that is none': 'Date: Tue, 99 Foo 20265 25:61:61 +9999\r\nFrom: @\r\nTo: <>,,;:\r\n\r\nx\r\n',
}

describe('a message that is not made as it should be', () => {
  const messages = [
    ...Object.entries(strange),
    ...Array.from({ length: 30 }, (_item, seed): [string, Buffer] => [
      `a damaged one (${seed + 1})`,
      damaged(seed + 1),
    ]),
  ]

  it('is listed and opened, with its details, its paper form and its files', async () => {
    const { mail, browser } = await webmail()
    for (const [, raw] of messages) await mail.append('INBOX', { raw })

    const hrefs: string[] = []
    for (const page of [1, 2]) {
      const list = await browser.open(`/mail/INBOX?page=${page}`)
      hrefs.push(
        ...list
          .$('.what a')
          .toArray()
          .map((link) => list.$(link).attr('href') ?? ''),
      )
    }
    hrefs.reverse()
    expect(hrefs).toHaveLength(messages.length)

    for (const [index, [name]] of messages.entries()) {
      const href = hrefs[index] ?? ''
      const page = await browser.open(href)
      const others = [`${href}?show=text`, `${href}/details`, `${href}/print`, `${href}/message.eml`]
      const links = page
        .$('.files a, iframe')
        .toArray()
        .slice(0, 6)
        .map((link) => page.$(link).attr('href') ?? page.$(link).attr('src') ?? '')
      const statuses = await Promise.all(
        [...others, ...links].map(async (path) => (await browser.agent.get(path)).status),
      )

      expect([name, page.status, statuses.filter((status) => status !== 200 && status !== 415)]).toEqual([
        name,
        200,
        [],
      ])
    }
  }, 60_000)
})
