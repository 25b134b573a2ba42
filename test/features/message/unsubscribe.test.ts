import { createApp } from '../../../src/app.ts'
import { submissionName as server } from '../../lab/places.ts'
import { plain } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { signIn, webmail } from '../../support/webmail.ts'

const raw = (extra: string[]) =>
  [
    ...extra,
    'From: CNED <lettre@cned.fr>',
    'Date: Tue, 24 Nov 2026 09:42:00 +0100',
    'Subject: x',
    '',
    'Bonjour.',
    '',
  ].join('\r\n')

const vouched = `Authentication-Results: ${server}; dkim=pass header.d=cned.fr`
const oneClick = ['List-Unsubscribe: <https://cned.fr/q?1>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']

/** The message open in an application that writes down what it would ask outside, and gets `answer`. */
async function opened(extra: string[], answer: 'done' | 'refused' | 'unreachable' = 'done') {
  const site = await webmail()
  const asked: unknown[] = []
  const parts = {
    ...site.parts,
    postOutside: (...request: unknown[]) => {
      asked.push(request)
      return Promise.resolve(answer)
    },
  }
  const { browser } = await signIn(createApp(parts), site.user)
  await site.mail.append('INBOX', { raw: raw(extra) })
  return { asked, browser, page: await (await browser.open('/mail/INBOX')).follow('x') }
}

describe('leaving a list', () => {
  it('is a question first, then one request to a sender who is vouched for', async () => {
    const { asked, page } = await opened([vouched, ...oneClick])
    const question = await page.follow('Se désabonner')
    expect(plain(question.$('h1').text())).toBe('Se désabonner de « CNED » ?')
    expect(question.words).toContain('cned.fr')
    await question.press('do-nothing')
    expect(asked).toEqual([])

    const after = await question.press('Se désabonner')
    expect(asked).toEqual([['https://cned.fr/q?1', { 'List-Unsubscribe': 'One-Click' }]])
    expect(plain(after.$('#dit').text())).toBe(
      '« CNED » a reçu votre désabonnement. L’effet peut prendre quelques jours.',
    )
  })

  it.each(['refused', 'unreachable'] as const)('says that nothing came of it: %s', async (answer) => {
    const { page } = await opened([vouched, ...oneClick], answer)
    const after = await (await page.follow('Se désabonner')).press('do-request')
    expect(after.$('#dit').text()).toContain(answer === 'refused' ? 'n’a pas accepté' : 'n’a pas répondu')
  })

  it('asks nobody where DKIM does not say whose message it is, and says why', async () => {
    const { asked, browser, page } = await opened([vouched.replace('dkim=pass', 'dkim=fail'), ...oneClick])
    const question = await page.follow('Se désabonner')
    expect(question.$('input[name=do-request]')).toHaveLength(0)
    expect(question.words).toContain('Le désabonnement en un clic n’est pas proposé')
    expect(question.$('a[href="https://cned.fr/q?1"]').attr('rel')).toBe('noreferrer')

    const form = { _csrf: String(question.$('form[action$=unsubscribe] [name=_csrf]').val()), 'do-request': 'x' }
    await browser.agent.post(question.url).type('form').send(form).expect(303)
    expect(asked).toEqual([])
  })

  it('is a message, sent once, with what the list wants to read', async () => {
    const address = `quitter-${crypto.randomUUID()}@liste.example`
    const { page } = await opened([`List-Unsubscribe: <mailto:${address}?subject=Me%20retirer&bcc=evil@x.example>`])
    const question = await page.follow('Se désabonner')
    const after = await question.press('Envoyer la demande')
    await question.press('Envoyer la demande')
    const sent = (await lab().outgoing()).filter(({ to }) => to.includes(address))

    expect(after.words).toContain('Demande de désabonnement envoyée à « CNED ».')
    expect(sent).toHaveLength(1)
    expect(sent[0]?.to).toEqual([address])
    expect(sent[0]?.raw.toString()).toContain('Subject: Me retirer')
  })

  it.each([
    { what: 'shows the words that go in one’s name', extra: [vouched], body: 'Je pars' },
    { what: 'writes none of a stranger nobody vouches for', extra: [], body: '' },
  ])('by a message $what', async ({ extra, body }) => {
    const address = `quitter-${crypto.randomUUID()}@liste.example`
    const mailto = `mailto:${address}?subject=Retrait%20d%C3%A9finitif&body=Je%20pars`
    const { page } = await opened([...extra, `List-Unsubscribe: <${mailto}>`])
    const question = await page.follow('Se désabonner')
    await question.press('Envoyer la demande')
    const sent = (await lab().outgoing()).find(({ to }) => to.includes(address))

    expect(question.words).toContain('Retrait définitif')
    expect(plain(question.$('form blockquote').text())).toBe(body)
    expect(sent?.raw.toString().split('\r\n\r\n')[1]?.trim()).toBe(body)
  })

  it('is not offered by a message that says nothing of it', async () => {
    const { page } = await opened([])
    expect(page.$('a').text()).not.toContain('Se désabonner')
  })
})
