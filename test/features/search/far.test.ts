import type { SeededMessage } from '../../lab/seed-maildir.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn } from '../../support/webmail.ts'

const count = 20_000

/** One message every 200 minutes up to now; one of 2019 speaks of a teal. */
function* letters(): Generator<SeededMessage> {
  const newest = Date.parse('2026-11-24T08:00:00Z')
  for (let number = count; number >= 1; number--) {
    const date = new Date(newest - number * 200 * 60_000)
    const words = number === count - 150 ? 'Une sarcelle sur le lac.' : 'Rien de particulier.'
    yield {
      date,
      flags: ['\\Seen'],
      raw: `From: a@b.example\r\nSubject: Point ${number}\r\n\r\nBonjour.\r\n\r\n${words}\r\n`,
    }
  }
}

const subjectsOf = (page: Visit) => plain(page.$('ul.mail .what a').text())

it('one word of years ago is found among 20,000 messages, and until then nobody says that it is not there', async () => {
  const user = await lab().addUser()
  await lab().seedMaildir(user.login, 'INBOX', letters())
  const { app } = await application()
  const { browser } = await signIn(app, user)

  let page = await browser.open('/search?q=sarcelle')
  for (let clicks = 0; clicks < 30 && subjectsOf(page) === ''; clicks++) {
    expect(page.words).toMatch(/Cherché jusqu’au .* \d{4} : rien trouvé jusque-là\./)
    page = await page.follow('Chercher plus loin')
  }
  expect(subjectsOf(page)).toBe(`Point ${count - 150}`)
  expect(page.$('ul.mail mark').text()).toBe('sarcelle')

  // Its year known, it is found at once.
  const known = await browser.open('/search?q=sarcelle+le:2019')
  expect(subjectsOf(known)).toBe(`Point ${count - 150}`)
  expect(known.words).toContain('1 message trouvé.')
})
