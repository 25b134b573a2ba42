import { openStore } from '../../src/store/index.ts'
import type { Browser } from '../support/browser.ts'
import { countIn } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { application, signIn } from '../support/webmail.ts'
import { until } from '../work/workshop.ts'

const letters = 20

async function plan(browser: Browser, to: string, subject: string): Promise<void> {
  const page = await (await browser.open('/compose')).press('Envoyer plus tard…', { to, subject, body: 'Texte.' })
  const [preset] = page.$('input[name^="do-at-"]').toArray()
  await page.press(preset?.attribs['name'] ?? '')
}

describe('what somebody planned in a stolen session', () => {
  it('does not leave once the owner signs in with a new password, unless they confirm it', async () => {
    const { app, config } = await application({ SUBMIT_URL: lab().submitUrl })
    const [writer, reader] = [await lab().addUser(), await lab().addUser()]
    const stolen = await signIn(app, writer)
    for (let one = 0; one < letters; one++) await plan(stolen.browser, reader.address, `Piège ${one}`)

    const { login, name, address } = writer
    const owner = await lab().addUser({ login, name, addresses: [address], password: 'un nouveau mot de passe' })
    const own = await until(async () => {
      const { browser, inbox } = await signIn(app, owner)
      return inbox.url.startsWith('/mail') ? browser : undefined
    })
    await until(async () => (await own.open('/outbox')).$('.tag.bad').length === letters)

    const store = await openStore(config)
    await store.write((transaction) => transaction.updateTable('outbox').set({ due_at: 1 }).execute())
    await store.close()
    const entry = await (await own.open('/outbox')).follow('Piège 7')
    expect(entry.words).toContain('Ce message attend votre accord')
    await entry.press('Confirmer l’envoi')
    await until(async () => (await countIn({ user: owner }, 'Envoyés')) === 1)
    expect(await countIn({ user: reader }, 'INBOX')).toBe(1)
    expect((await own.open('/outbox')).$('.tag.bad').length).toBe(letters - 1)
  }, 60_000)
})
