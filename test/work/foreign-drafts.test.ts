import type { LabUser } from '../lab/index.ts'
import type { MailAccount } from '../../src/mail/index.ts'
import { lab } from '../support/lab.ts'
import { credentialsOf, messagesIn, openPostOffice, personOf } from './post-office.ts'
import { openWorkshop } from './workshop.ts'

const header =
  'From: prof@ac-lyon.example\r\nSubject: Sortie\r\nMessage-ID: <theirs@exemple.fr>\r\nMIME-Version: 1.0\r\n'
const html = (content: string) => `Content-Type: text/html; charset=utf-8\r\n\r\n${content}`
const plain = (content: string) => `Content-Type: text/plain; charset=utf-8\r\n\r\n${content}`
const inParts = (kind: string, ...parts: string[]) =>
  `Content-Type: multipart/${kind}; boundary=x\r\n\r\n${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`
const longLines = 'Une ligne parmi tant.\r\n'.repeat(50_000)

describe('a draft of another program that cannot be taken over whole', () => {
  let shop: Awaited<ReturnType<typeof openWorkshop>>
  let user: LabUser
  let mail: MailAccount
  const adopt = async (body: string, fileLimit?: number, from: { folder?: string; flags?: string[] } = {}) => {
    const { folder = 'Brouillons', flags = [] } = from
    await lab().append(user, folder, { raw: header + body, flags })
    if (fileLimit !== undefined) shop = await openWorkshop({ fileLimit })
    const [row] = (await mail.listMessages(folder, { page: 1, size: 5 })).items
    if (!row) throw new Error('no draft')
    const { id } = await shop.drafts.adopt(shop.account, row.ref, mail)
    return { ref: row.ref, id }
  }
  const saveAndPush = async (id: string) => {
    const { letter, revision } = (await shop.drafts.open(shop.account, id)) ?? {}
    if (!letter || revision === undefined) throw new Error('not open')
    await shop.drafts.save(shop.account, { id, revision }, { ...letter, subject: 'Sortie, changée' })
    return shop.drafts.push(shop.account, id, { person: personOf(user), mail, withFiles: true })
  }

  beforeEach(async () => {
    shop = await openWorkshop()
    user = await lab().addUser()
    mail = openPostOffice().mail.account(shop.account, credentialsOf(user))
  })

  it.each([
    ['a text longer than a letter may be', plain(`${longLines}LA FIN`)],
    ['a formatted text longer than a letter may be', html(`<p>${longLines}</p><p>LA FIN</p>`)],
    ['a picture in its text', html('<p>Voir <img src="data:image/png;base64,QUJD"> LA FIN</p>')],
    ['a picture beside its plain text', inParts('alternative', plain('LA FIN'), html('<img src="cid:a"> LA FIN'))],
    ['an invitation', inParts('alternative', plain('LA FIN'), 'Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR')],
  ])('stays where it is, beside ours, when it has %s', async (_what, body) => {
    const { id, ref } = await adopt(body)
    expect(await shop.drafts.open(shop.account, id)).toMatchObject({ original: ref, place: 'here' })

    await expect(saveAndPush(id)).resolves.toBe('server')
    await expect(saveAndPush(id)).resolves.toBe('server')
    const [theirs, ours, ...others] = await messagesIn(user, 'Brouillons')
    expect(theirs?.source).toContain('LA FIN')
    expect(ours?.source).toMatch(/^X-Traboule-Draft: /m)
    expect(others).toEqual([])
    expect(await shop.drafts.open(shop.account, id)).toMatchObject({ original: ref })
    expect(await shop.drafts.open(shop.account, id)).not.toHaveProperty('changedElsewhere')
  })

  it('stays where it is when one of its files is larger than ours may be', async () => {
    const file = 'Content-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF-LA-FIN'
    const { id, ref } = await adopt(inParts('mixed', plain('Bonjour'), file), 5)

    expect(await shop.drafts.open(shop.account, id)).toMatchObject({ original: ref, files: [] })
  })

  it.each([
    ['INBOX', []],
    ['Archives', ['\\Draft']],
    ['Corbeille', []],
  ])('stays where it is when it is no draft: %s %j', async (folder, flags) => {
    const { id, ref } = await adopt(plain('Une preuve'), undefined, { folder, flags })
    await expect(saveAndPush(id)).resolves.toBe('server')
    await shop.drafts.discard(shop.account, id, mail)

    expect((await messagesIn(user, folder)).map(({ uid }) => uid)).toContain(ref.uid)
  })

  it('is replaced when it was thrown away, and is taken up again', async () => {
    const { id, ref } = await adopt(plain('Bonjour'), undefined, { folder: 'Corbeille', flags: ['\\Draft'] })
    await saveAndPush(id)
    expect((await messagesIn(user, 'Corbeille')).map(({ uid }) => uid)).not.toContain(ref.uid)
  })

  it('is the same draft of ours however often it is opened', async () => {
    const { id, ref } = await adopt(html('<img src="https://exemple.fr/a.png"> LA FIN'))
    await saveAndPush(id)
    await expect(shop.drafts.adopt(shop.account, ref, mail)).resolves.toMatchObject({ id })
  })

  it('is replaced when all of it could be', async () => {
    const { id } = await adopt(inParts('alternative', plain('Bonjour'), html('<p>Bonjour</p>')))
    await saveAndPush(id)
    expect(await messagesIn(user, 'Brouillons')).toHaveLength(1)
    expect(await shop.drafts.open(shop.account, id)).not.toHaveProperty('original')
  })
})
