import { htmlLetter } from '../../../../src/mail/index.ts'
import { lettersFigures } from '../../../../src/mail/mime/letters-kept.ts'

const html = (words: string) => `<p>${words} <img src="cid:logo"> <img src="https://far.example/a.png" width="90"></p>`
const nothing = { images: 'blocked' as const, embedded: () => undefined }

describe('a letter that was read before', () => {
  it('is not read again', async () => {
    const first = await htmlLetter(html('Bonjour'), nothing, 'Sujet')
    expect(await htmlLetter(html('Bonjour'), nothing, 'Sujet')).toBe(first)
  })

  it('is another one with other words, other pictures, or remote images asked for', async () => {
    const first = await htmlLetter(html('Bonjour'), nothing)
    const other = await htmlLetter(html('Bonsoir'), nothing)
    const drawn = await htmlLetter(html('Bonjour'), { ...nothing, embedded: () => '/mine' })
    const theirs = await htmlLetter(html('Bonjour'), { ...nothing, embedded: () => '/theirs' })
    const shown = await htmlLetter(html('Bonjour'), { ...nothing, images: 'shown' })

    expect(JSON.stringify(other.nodes)).toContain('Bonsoir')
    expect(first.pictures).toEqual([])
    expect(drawn.pictures).toEqual(['logo'])
    expect(JSON.stringify(drawn.nodes)).toContain('"src":"/mine"')
    expect(JSON.stringify(theirs.nodes)).toContain('"src":"/theirs"')
    expect(JSON.stringify(theirs.nodes)).not.toContain('/mine')
    expect(JSON.stringify(shown.nodes)).toContain('https://far.example/a.png')
    expect(JSON.stringify(first.nodes)).not.toContain('far.example')
  })

  it('cannot be changed by whoever got it', async () => {
    const letter = await htmlLetter(html('Entier'), nothing)
    const [paragraph] = letter.nodes

    expect(() => letter.nodes.push('more')).toThrow(TypeError)
    expect(() => typeof paragraph !== 'string' && paragraph?.children.splice(0)).toThrow(TypeError)
  })
})

it('keeps no more letters than there is room for', async () => {
  const long = 'Une phrase assez longue pour peser son poids. '.repeat(800)
  for (let number = 0; number < 250; number++) await htmlLetter(`<p>${long}${String(number)}</p>`, nothing)

  expect(lettersFigures().bytes).toBeLessThanOrEqual(16 * 1024 * 1024)
  expect(lettersFigures().count).toBeGreaterThan(100)
})
