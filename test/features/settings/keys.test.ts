import type { Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

/** What each access key of a page stands on, in words. */
function keysOn(page: Visit): Record<string, string> {
  const keyed = page.$('[accesskey]').toArray()
  return Object.fromEntries(
    keyed.map((element) => {
      const { accesskey = '', value, id } = element.attribs
      return [accesskey, value || page.$(element).text().trim() || id || '']
    }),
  )
}

const chosen = {
  ...{ inbox: 'b', compose: 'n', search: 'c', folders: 'g', settings: 'p', logout: 'q', reply: 'r', replyAll: 't' },
  ...{ forward: 'f', archive: 'a', delete: 's', newer: 'j', older: 'k', save: 'w', send: 'x' },
}

describe('access keys', () => {
  it('are none before they were chosen', async () => {
    const { inbox, browser } = await webmail()

    for (const page of [inbox, await browser.open('/compose'), await browser.open('/settings/keys')])
      expect(keysOn(page)).toEqual({})
  })

  it('stand once on what they do, on every page that has it', async () => {
    const { browser, mail } = await webmail()
    for (const subject of ['un', 'deux', 'trois']) await mail.deliver({ from: 'lea@b.example', subject, text: 'x' })

    const after = await (await browser.open('/settings/keys')).press('Enregistrer', chosen)

    expect(keysOn(after)).toMatchObject({
      b: 'Traboule',
      n: 'Nouveau message',
      c: 'q',
      g: 'Gérer les dossiers',
      p: 'Préférences',
    })
    expect(after.$('#archive').attr('value')).toBe('a')
    const inbox = await browser.open('/mail/INBOX')
    expect(keysOn(inbox)).toMatchObject({ a: 'Archiver', s: 'Supprimer', q: 'Se déconnecter' })
    expect(inbox.$('[accesskey=a]').length).toBe(1)
    const letter = await inbox.follow('deux')
    expect(keysOn(letter)).toMatchObject({
      r: 'Répondre',
      f: 'Transférer',
      j: 'Plus récent',
      k: 'Plus ancien',
      a: 'Archiver',
    })
    expect(letter.$('[accesskey=r]').length).toBe(1)
    expect(keysOn(await letter.follow('Répondre'))).toEqual({ x: 'Envoyer', w: 'Enregistrer' })
  })

  it('are single letters, each for one action', async () => {
    const { browser } = await webmail()

    const refused = await (
      await browser.open('/settings/keys')
    ).press('Enregistrer', {
      ...{ reply: 'r', replyAll: 'R', archive: '#', delete: 'é' },
    })

    expect(refused.status).toBe(422)
    expect(refused.$('#reply-wrong').text()).toContain('La lettre r est donnée à deux actions.')
    expect(refused.$('#archive-wrong').text()).toContain('Une seule lettre')
    expect(refused.$('#delete-wrong').text()).toContain('Une seule lettre')
    expect(refused.$('#reply').attr('value')).toBe('r')
    expect(keysOn(await browser.open('/mail/INBOX'))).toEqual({})
  })
})
