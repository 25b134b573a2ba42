import type { ImapFlow } from 'imapflow'
import { environmentOf } from '../../lab/environment.ts'
import { type Lab, startLab } from '../../lab/index.ts'
import { application, signIn } from '../../support/webmail.ts'
import { raw, said, subjectsOf } from './list-pages.ts'

/** A verb the library lacks (RFC 4314 §3.1). */
interface Executor {
  exec(verb: 'SETACL', words: { type: 'STRING'; value: string }[]): Promise<{ next: () => void }>
}

async function setRights(imap: ImapFlow, words: string[]): Promise<void> {
  const tokens = words.map((value) => ({ type: 'STRING' as const, value }))
  const { next } = await (imap as unknown as Executor).exec('SETACL', tokens)
  next()
}

describe('what can be done in part only', () => {
  let mailServer: Lab
  beforeAll(async () => (mailServer = await startLab({ shared: true })))
  afterAll(() => mailServer.stop())

  it('is told: what is gone, and that the rest has not changed', async () => {
    const { app } = await application(environmentOf(mailServer))
    const user = await mailServer.addUser()
    await mailServer.append(user, 'Corbeille', { raw: raw('jeté') })
    await mailServer.append(user, 'Corbeille/Tenace', { raw: raw('dedans') })
    await mailServer.asUser(user, (imap) => setRights(imap, ['Corbeille/Tenace', user.login, 'lrwstipek']))
    const { browser } = await signIn(app, user)
    const asked = await browser.open('/mail/Corbeille/empty')

    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe('Dossier « Corbeille » vidé : 1 message supprimé définitivement.')
    expect(done.words).toContain('Une partie seulement a pu être faite')
    expect(done.$('#dit')).toHaveLength(1)
    expect(subjectsOf(await browser.open('/mail/Corbeille%2FTenace'))).toEqual(['dedans'])
  })
})
