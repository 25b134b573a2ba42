import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'

const raw = [
  'From: prof@ac-lyon.example\r\nSubject: Sortie\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n',
  '<p>Le plan <img src="data:image/png;base64,QUJD"></p>',
].join('\r\n')

describe('a draft that another program left', () => {
  it('says that the original stays where its pictures are, and shows it', async () => {
    const { browser, user } = await webmail()
    await lab().append(user, 'Brouillons', { raw })

    const draft = await (await browser.open('/mail/Brouillons')).follow('Sortie')
    expect(draft.words).toContain('L’original de ce brouillon reste où il est')

    const original = await draft.press('Enregistrer et voir l’original', { body: 'Le plan suit.' })
    expect(original.url).toMatch(/^\/mail\/Brouillons\//)
    expect(original.words).toContain('Le plan')
  })
})
