import fc from 'fast-check'
import type { MessageStructureObject } from 'imapflow'
import { structureOf } from '../../../src/mail/imap/anatomy.ts'

type Node = MessageStructureObject

const leaf = (part: string, type: string, more: Partial<Node> = {}): Node => ({
  part,
  type,
  size: 780,
  encoding: 'base64',
  ...more,
})
const multi = (type: string, ...childNodes: Node[]): Node => ({ type: `multipart/${type}`, childNodes })
const file = { disposition: 'attachment', dispositionParameters: { filename: 'a.pdf' } }

const sections = (root: Node) => {
  const { anatomy, attachmentCount } = structureOf(root)
  return {
    text: anatomy.text?.section,
    html: anatomy.html?.section,
    calendar: anatomy.calendar?.section,
    attachments: anatomy.attachments.map(({ section }) => section),
    embedded: anatomy.embedded.map(({ section }) => section),
    attachmentCount,
  }
}

describe('the anatomy of a message', () => {
  it('of one part is its part 1', () => {
    const { anatomy } = structureOf({
      type: 'text/plain',
      size: 78,
      encoding: 'QUOTED-PRINTABLE',
      parameters: { charset: 'utf-8', format: 'Flowed', delsp: 'yes' },
    })
    expect(anatomy.text).toMatchObject({
      section: '1',
      charset: 'utf-8',
      flowed: true,
      delSp: true,
      encoding: 'quoted-printable',
      size: 78,
    })
    expect(sections({ type: 'application/pdf' })).toMatchObject({ attachments: ['1'], attachmentCount: 1 })
    expect(sections({ type: 'text/html' })).toMatchObject({ html: '1', attachments: [] })
  })

  it('finds text, HTML, pictures and files in the usual nesting', () => {
    const picture = leaf('1.2.2', 'image/png', { id: '<logo@x>', disposition: 'inline' })
    const root = multi(
      'mixed',
      multi('alternative', leaf('1.1', 'text/plain'), multi('related', leaf('1.2.1', 'text/html'), picture)),
      leaf('2', 'application/pdf', file),
      leaf('3', 'message/rfc822', { childNodes: [leaf('3.1', 'text/plain')] }),
    )
    expect(sections(root)).toMatchObject({
      text: '1.1',
      html: '1.2.1',
      embedded: ['1.2.2'],
      attachments: ['2', '3'],
      attachmentCount: 2,
    })
    expect(structureOf(root).anatomy.embedded[0]?.contentId).toBe('logo@x')
    expect(structureOf(root).anatomy.attachments[0]).toMatchObject({ fileName: 'a.pdf', decodedSize: 570 })
  })

  it('keeps a second text beside the first, uncounted, and a text file as a file', () => {
    const root = multi('mixed', leaf('1', 'text/plain'), leaf('2', 'text/plain'), leaf('3', 'text/plain', file))
    expect(sections(root)).toMatchObject({ text: '1', attachments: ['2', '3'], attachmentCount: 1 })
  })

  it('takes the later of two alternatives, drops those nobody can read, and keeps the invitation', () => {
    const root = multi(
      'alternative',
      leaf('1', 'text/plain'),
      leaf('2', 'text/x-amp-html'),
      leaf('3', 'text/html'),
      leaf('4', 'text/html'),
      leaf('5', 'text/calendar'),
    )
    expect(sections(root)).toMatchObject({ text: '1', html: '4', calendar: '5', attachments: [], attachmentCount: 0 })
  })

  it('reads what is signed and leaves the signature', () => {
    const root = multi(
      'signed',
      multi('mixed', leaf('1.1', 'text/plain'), leaf('1.2', 'image/jpeg', file)),
      leaf('2', 'application/pkcs7-signature', file),
    )
    expect(sections(root)).toMatchObject({ text: '1.1', attachments: ['1.2'], attachmentCount: 1 })
    expect(structureOf(root).parts.map(({ section }) => section)).toContain('2')
  })

  it('shows pictures as files when no HTML could show them', () => {
    const root = multi('related', leaf('1', 'text/plain'), leaf('2', 'image/png', { id: '<a>' }))
    expect(sections(root)).toMatchObject({ text: '1', attachments: ['2'], embedded: [] })
  })

  it('makes file names one decoded line', () => {
    const name = (value: string) => structureOf({ type: 'image/png', parameters: { name: value } }).parts[0]?.fileName
    expect(name('=?utf-8?Q?=C3=89t=C3=A9=0D=0A.png?=')).toBe('Été .png')
    expect(name(`a\0b\u2028c\ud800`)).toBe('a b c\ufffd')
    expect(name('x'.repeat(10_000))).toHaveLength(1000)
  })

  it('says what cannot be right', () => {
    expect(structureOf(undefined).broken).toContain('empty')
    expect(structureOf({ type: 'multipart/mixed' }).broken).toContain('no-boundary')
    let deep = leaf('1', 'text/plain')
    for (let level = 0; level < 1000; level++) deep = multi('mixed', deep)
    expect(structureOf(deep).broken).toContain('too-deep')
    const wide = multi('mixed', ...Array.from({ length: 100_000 }, (_, index) => leaf(String(index + 1), 'text/plain')))
    expect(structureOf(wide).broken).toContain('too-large')
    expect(structureOf(wide).parts.length).toBeLessThanOrEqual(500)
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', 'text/html', 'multipart/x', 'inline', '__proto__', '<a@b>'),
)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.record({
    type: fc.oneof(
      anyText,
      fc.constantFrom(
        'multipart/alternative',
        'multipart/related',
        'multipart/signed',
        'text/plain',
        'image/png',
        'message/rfc822',
      ),
    ),
    part: optional(fc.stringMatching(/^\d{1,2}(\.\d{1,2}){0,3}$/)),
    id: optional(anyText),
    encoding: optional(anyText),
    size: optional(fc.oneof(fc.integer(), fc.double())),
    disposition: optional(anyText),
    parameters: optional(fc.dictionary(anyText, anyText)),
    dispositionParameters: optional(fc.dictionary(anyText, anyText)),
    childNodes: optional(fc.array(tie('tree'), { maxLength: 4, depthIdentifier: 'tree' })),
  }),
}))

it('sorts whatever a sender describes, each part in one place at most, with sane values', () => {
  fc.assert(
    fc.property(tree, (root) => {
      const { anatomy, parts, attachmentCount } = structureOf(root)
      const shown = [anatomy.text, anatomy.html, anatomy.calendar, ...anatomy.embedded].filter(
        (part) => part !== undefined,
      )
      expect(new Set(shown).size).toBe(shown.length)
      expect(attachmentCount).toBeLessThanOrEqual(anatomy.attachments.length)
      for (const part of [...shown, ...anatomy.attachments]) {
        expect(parts).toContain(part)
        expect(part.type).toMatch(/^[^\s/]+\/[^\s/]+$/)
        expect(part.size).toBeGreaterThanOrEqual(0)
        expect(part.fileName).not.toMatch(/[\p{Cc}\u2028]/u)
      }
    }),
  )
})
