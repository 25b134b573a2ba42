import { webmail } from '../../support/webmail.ts'

async function withSenders(imageSenders: string[]) {
  const { browser, parts, user } = await webmail()
  const person = await parts.people.find(user.login)
  const account = person && (await parts.accounts.accounts.find(person, user.login))
  await parts.preferences.change(account?.id ?? '', { imageSenders })
  return browser
}

it('takes senders off the list of those whose images are shown, one by one', async () => {
  const browser = await withSenders(['a@b.example', 'lettre@rectorat.example'])
  const page = await browser.open('/settings/images')
  expect(page.words).toContain('lettre@rectorat.example')

  const after = await page.press('do-remove-a@b.example', { images: 'never' })

  expect(after.$('ul.outgoing li').length).toBe(1)
  expect(after.$('input[name=images]:checked').attr('value')).toBe('never')
})

it('takes off what several pages take off at once', async () => {
  const browser = await withSenders(['a@b.example', 'c@d.example', 'e@f.example'])
  const page = await browser.open('/settings/images')

  await Promise.all(['a@b.example', 'c@d.example'].map((sender) => page.press(`do-remove-${sender}`)))

  const { words } = await browser.open('/settings/images')
  expect(words).toMatch(/e@f\.example/)
  expect(words).not.toMatch(/a@b\.example|c@d\.example/)
})
