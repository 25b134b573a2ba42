import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import request from 'supertest'
import { browse } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn } from '../../support/webmail.ts'

describe('while something else holds the database', () => {
  it('lets nobody in unseen, says that it is not ready, and goes on reading mail for who is in', async () => {
    const { app, config } = await application()
    const user = await lab().addUser()
    const { browser } = await signIn(app, user)
    const holder = new DatabaseSync(path.join(config.dataDir, 'traboule.db'))
    holder.exec('begin immediate')

    const [login, ready, inbox] = await Promise.all([
      signIn(app, await lab().addUser()),
      request(app).get('/readyz'),
      browser.open('/mail/INBOX'),
    ])
    expect(login.inbox.status).toBe(500)
    expect(login.inbox.words).toContain('Quelque chose n’a pas fonctionné')
    expect(ready.status).toBe(503)
    expect(inbox.status).toBe(200)

    holder.exec('rollback')
    holder.close()
    expect((await request(app).get('/readyz')).status).toBe(200)
    expect((await signIn(app, user)).inbox.url).toBe('/mail/INBOX')
  }, 60_000)

  it('waits for it as long as a writer may take', async () => {
    const { app, config } = await application()
    const user = await lab().addUser()
    const holder = new DatabaseSync(path.join(config.dataDir, 'traboule.db'))
    const page = await browse(app).open('/login')
    holder.exec('begin immediate')
    const entering = page.press('Se connecter', { username: user.login, password: user.password })
    await request(app).get('/login')
    holder.exec('commit')
    holder.close()
    expect((await entering).url).toBe('/mail/INBOX')
  })
})
