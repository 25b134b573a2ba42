import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const said = ({ $ }: Visit) => plain($('#dit').text())

const uids = ({ $ }: Visit) =>
  $('input[name=uid]')
    .toArray()
    .map((box) => $(box).attr('value') ?? '')

async function withLetters(...subjects: string[]) {
  const at = await webmail()
  for (const subject of subjects) await at.mail.deliver({ from: 'zoe@lyon.example', subject, text: 'Bonjour.' })
  return { ...at, list: await at.browser.open('/mail/INBOX') }
}

describe('« Annuler » beside the sentence of what was done', () => {
  it('puts the letter back, and brings the reader back to the same page', async () => {
    const { list } = await withLetters('Sortie', 'Cantine')
    const archived = await list.press('do-archive', { uid: uids(list).slice(0, 1) })
    expect(said(archived)).toBe('1 message archivé dans « Archives ».')

    const back = await archived.press('Annuler')
    expect(said(back)).toBe('1 message remis à sa place.')
    expect(back.url).toMatch(/^\/mail\/INBOX\?said=/)
    expect(uids(back)).toHaveLength(2)
    expect(back.html).not.toContain('value="Annuler"')
  })
})
