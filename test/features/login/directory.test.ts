import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { lab } from '../../support/lab.ts'
import { temporaryFolder } from '../../support/store.ts'
import { application, signIn } from '../../support/webmail.ts'

describe('who may sign in', () => {
  it('is whoever the mail server knows at our domain, when there is no list of people', async () => {
    const { app } = await application({ PEOPLE_FILE: '', MAIL_DOMAIN: 'ac-lyon.example' })
    const user = await lab().addUser()
    for (const login of [user.login.toUpperCase(), `${user.login}@ac-lyon.example`]) {
      expect((await signIn(app, { ...user, login })).inbox.url).toBe('/mail/INBOX')
    }
    expect((await signIn(app, { ...user, login: `${user.login}@elsewhere.example` })).inbox.status).toBe(401)
  })

  it('is nobody whom the list of people leaves out, even if the mail server knows the password', async () => {
    const peopleFile = path.join(await temporaryFolder(), 'people.json')
    await writeFile(peopleFile, '[]')
    const { app } = await application({ PEOPLE_FILE: peopleFile })
    const user = await lab().addUser()

    const { inbox } = await signIn(app, user)
    expect(inbox.status).toBe(401)
    expect(inbox.words).toContain('Identifiant ou mot de passe incorrect.')
  })
})
