import { typedIn } from '../../support/compose.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn } from '../../support/webmail.ts'

/** Somebody with more mail than there is room for, as a scanner leaves it. */
async function full() {
  const user = await lab().addUser({ quotaMb: 1 })
  const raw = `From: scanner@ac-lyon.example\r\nSubject: Copie\r\n\r\n${'Une très longue copie.\r\n'.repeat(4_400)}`
  const copies = Array.from({ length: 12 }, () => ({ raw, date: new Date(), flags: [] }))
  await lab().seedMaildir(user.login, 'INBOX', copies)
  // What the server counts is known once the folder was looked at.
  await lab().asUser(user, (imap) => imap.mailboxOpen('INBOX'))
  return signIn((await application()).app, user)
}

describe('a full mailbox', () => {
  it('is said to be full, not nearly so', async () => {
    const { browser } = await full()
    expect((await browser.open('/outbox')).words).toContain('Votre boîte est pleine : elle ne reçoit plus de messages.')
  })

  it('keeps a draft here, and the page says why', async () => {
    const { browser } = await full()
    const saved = await (await browser.open('/compose')).press('Enregistrer', { to: 'a@b.example', body: 'Texte.' })

    expect(saved.words).toMatch(/Enregistré à [^,]+, ici : votre boîte est pleine/)
    expect(typedIn(saved)['body']).toBe('Texte.')
  })

  it('refuses a file for what it is', async () => {
    const { browser } = await full()
    const letter = await browser.open('/compose')
    const page = await letter.press('Joindre', { body: 'x' }, [
      { field: 'files', name: 'a.txt', content: Buffer.from('a') },
    ])

    expect(page.words).toContain('Il n’y a plus de place pour « a.txt » : votre boîte est pleine.')
    expect(page.words).not.toContain('0 Ko')
  })
})
