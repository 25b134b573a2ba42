import { plain } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

describe('the time to undo a sending', () => {
  it('is ten seconds until somebody chooses another', async () => {
    const { browser } = await webmail({ env: { SEND_DELAY_S: '10' } })
    const page = await browser.open('/settings/writing')
    expect(page.$('#sendDelay').attr('value')).toBe('10')

    const after = await page.press('Enregistrer', { sendDelay: ' 30 ' })

    expect(after.$('#sendDelay').attr('value')).toBe('30')
    expect((await browser.open('/settings')).words).toContain('30 secondes pour annuler un envoi')
  })

  it.each(['121', '-1', '1.5', 'dix', ''])('is not « %s », which stays in its field', async (typed) => {
    const { browser } = await webmail({ env: { SEND_DELAY_S: '10' } })

    const after = await (await browser.open('/settings/writing')).press('Enregistrer', { sendDelay: typed })

    expect(after.status).toBe(422)
    expect(after.$('#sendDelay').attr('value')).toBe(typed)
    expect(plain(after.$('#sendDelay-wrong').text())).toBe('Indiquez un nombre de secondes, de 0 à 120.')
  })
})

it('asks of quiet hours where there are any, and keeps what was chosen elsewhere', async () => {
  const quiet = await webmail({ env: { QUIET_HOURS: 'weekends' } })
  const page = await quiet.browser.open('/settings/writing')
  expect(page.$('#quietHours').attr('checked')).toBeDefined()
  expect((await page.press('Enregistrer', { quietHours: [] })).$('#quietHours').attr('checked')).toBeUndefined()

  const never = await webmail()
  const other = await never.browser.open('/settings/writing')
  expect(other.$('#quietHours').length).toBe(0)
  await other.press('Enregistrer', { sendDelay: '5' })
  expect(await chosenBy(never)).toMatchObject({ sendDelay: 5, quietHours: true })
})

async function chosenBy({ parts, user: { login } }: Webmail) {
  const { id } = await parts.accounts.accounts.findOrCreate({ login, name: '', addresses: [] }, login)
  return parts.preferences.read(id)
}
