import { webmail } from '../support/webmail.ts'

describe('a redirect', () => {
  it('is kept by no browser: what stands at an address changes', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const typed = { to: 'lea@b.example', subject: 'Sujet', body: 'Texte.' }
    const later = await letter.press('Envoyer plus tard…', typed)
    const [preset] = later.$('input[name^="do-at-"]').toArray()
    const planned = await later.press(preset?.attribs['name'] ?? '')

    const there = await browser.agent.get(letter.url).expect(303)
    expect(there.headers['location']).toMatch(/^\/outbox\//)
    expect(there.headers['cache-control']).toBe('no-store')

    await planned.press('Annuler l’envoi')
    const back = await browser.agent.get(there.headers['location'] ?? '').expect(303)
    expect(back.headers['location']).toContain(letter.url)
    expect(back.headers['cache-control']).toBe('no-store')
  })
})
