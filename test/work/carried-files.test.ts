import { buffer } from 'node:stream/consumers'
import { lab } from '../support/lab.ts'
import type { Carried } from '../../src/work/index.ts'
import { credentialsOf, openPostOffice } from './post-office.ts'
import { letter, openWorkshop } from './workshop.ts'

/** A forward of a message with one file, saved with that file still on the mail server. */
async function forward() {
  const shop = await openWorkshop()
  const user = await lab().addUser()
  const attachments = [{ filename: 'plan.pdf', content: Buffer.alloc(90_000, 'p') }]
  await lab().deliver(user.login, { subject: 'Plan', text: 'Voici', attachments })
  const mail = openPostOffice().mail.account(shop.account, credentialsOf(user))
  const [row] = (await mail.listMessages('INBOX', { page: 1, size: 1 })).items
  if (!row) throw new Error('not delivered')
  const { anatomy } = await mail.readMessage(row.ref)
  const part = anatomy.attachments[0]
  if (!part) throw new Error('no attachment')
  const file: Carried = { ref: row.ref, section: part.section, name: 'plan.pdf', type: part.type, size: part.size }
  const whole: Carried = { ref: row.ref, section: '', name: 'Plan.eml', type: 'message/rfc822', size: row.size }
  const gone: Carried = { ...file, ref: { ...row.ref, uid: 999 }, name: 'parti.pdf' }
  await shop.drafts.save(shop.account, { id: 'd1', revision: 0 }, letter({ carried: [file, whole, gone] }))
  return { ...shop, mail, carried: { file, whole, gone } }
}

describe('the files a forward carries', () => {
  it('become uploads, one by one; what is gone stays carried', async () => {
    const { drafts, uploads, account, mail, carried } = await forward()
    await Promise.all([drafts.fetchCarried(account, 'd1', mail), drafts.fetchCarried(account, 'd1', mail)])

    const draft = await drafts.open(account, 'd1')
    expect(draft?.revision).toBe(1)
    expect(draft?.letter.carried).toEqual([carried.gone])
    expect(draft?.files.map(({ name, size }) => [name, size])).toEqual([
      ['plan.pdf', 90_000],
      ['Plan.eml', carried.whole.size],
    ])
    const content = await buffer(uploads.open(account, draft?.files[0]?.id ?? ''))
    expect(content.equals(Buffer.alloc(90_000, 'p'))).toBe(true)
  })

  it('are known again in what a page drawn before posts', async () => {
    const { drafts, account, mail, carried } = await forward()
    await drafts.fetchCarried(account, 'd1', mail)
    const posted = letter({ body: 'Voir le plan', carried: [carried.file, carried.whole] })

    await expect(drafts.save(account, { id: 'd1', revision: 1 }, posted)).resolves.toMatchObject({ outcome: 'saved' })
    const draft = await drafts.open(account, 'd1')
    expect(draft?.letter.carried).toEqual([])
    expect(draft?.files.map(({ name }) => name)).toEqual(['plan.pdf', 'Plan.eml'])
  })
})
