import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { browse, plain } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

/** A letter's page, drawn for its writer, in a browser where nobody is signed in. */
async function left() {
  const site = await webmail()
  const page = await site.browser.open('/compose')
  const stranger = browse(site.app)
  const action = page.$('form.write').attr('action') ?? ''
  const token = page.$('[name=token]').attr('value') ?? ''
  const post = async (body: string): Promise<{ status: number; words: string; location: string }> => {
    const answer = await stranger.agent
      .post(action)
      .field('token', token)
      .field('body', body)
      .field('do-save', '1')
      .attach('files', Buffer.alloc(1_000, body), 'a.bin')
    return { status: answer.status, words: plain(answer.text), location: String(answer.headers['location']) }
  }
  const files = () => readdir(path.join(site.config.dataDir, 'files'))
  return { page, post, files }
}

describe('letters saved without a session', () => {
  it('leave no file behind once there is no room for them, and are refused in true words', async () => {
    const { page, post, files } = await left()
    for (let count = 1; count <= 31; count++) expect((await post(`Texte ${count}`)).location).toContain('/login?kept=')
    const kept = (await files()).length

    const refused = await post('Un de trop')

    expect(refused.status).toBe(409)
    expect(refused.words).toContain('La place pour les messages à reprendre est pleine')
    expect(refused.words).toContain('Reconnectez-vous')
    expect(await files()).toHaveLength(kept)

    // Who comes back writes on: there is room for whoever is there.
    const saved = await page.press('Enregistrer', { body: 'De retour.' })
    expect(saved.words).toContain('Deux textes pour un brouillon')
    expect(saved.words).toContain('De retour.')
  })

  it('are no more than sixty an hour from one network, which is said', async () => {
    const { page, post, files } = await left()
    for (let count = 1; count <= 60; count++) expect((await post('Toujours pareil')).status).toBe(303)
    const kept = (await files()).length

    const refused = await post('Toujours pareil')

    expect(refused.status).toBe(429)
    expect(refused.words).toContain('Trop de messages enregistrés sans session')
    expect(await files()).toHaveLength(kept)
    expect((await page.press('Enregistrer', { body: 'Toujours là.' })).status).toBe(200)
  })
})
