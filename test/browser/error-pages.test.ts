import { type FaultProxy, startFaultProxy } from '../lab/fault-proxy.ts'
import { lab } from '../support/lab.ts'
import { auditor, faultless, type Faults } from './audit.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'

let at: Stage
let faults: () => Promise<Faults>
let proxy: FaultProxy
let letter: string

/** Everything below happens while the mail server is away. */
beforeAll(async () => {
  proxy = await startFaultProxy(lab().imap)
  const env = { IMAP_PORT: String(proxy.address.port), MAIL_CONNECT_MS: '400', MAIL_COMMAND_MS: '400' }
  at = await stage({ env })
  faults = await auditor(at)
  await deliverLetters(at.user.login)
  await at.open('Conseil de classe')
  letter = new URL(at.page.url()).pathname
  proxy.refuse()
})
afterAll(() => proxy.stop())

const title = () => at.page.getByRole('heading', { level: 1 }).innerText()

/** Spoils the list's form, as a session that began anew in another tab would, then presses one of its submits. */
async function pressStale(change: string): Promise<void> {
  proxy.pass()
  await at.goto('/mail/INBOX')
  await at.page.evaluate(change)
  proxy.refuse()
  await at.press('Archiver')
}

const away = 'La messagerie ne répond pas'

/** What is asked for, and the title of what comes. */
const pages: Record<string, [string, () => Promise<unknown>]> = {
  'a folder': [away, () => at.goto('/mail/Archives')],
  'a list seen before': ['Boîte de réception', () => at.goto('/mail/INBOX')],
  'a message': [away, () => at.goto(letter)],
  'its details': [away, () => at.goto(`${letter}/details`)],
  'its printed page': [away, () => at.goto(`${letter}/print`)],
  'its file': [away, () => at.goto(`${letter}/parts/2`)],
  'the question before what is final': [away, () => at.goto('/mail/Corbeille/confirm?uidValidity=1&ticked=1')],
  'a message that cannot be': ['Ce message n’est plus là', () => at.goto('/mail/INBOX/12-x')],
  'an address that leads nowhere': ['Cette page n’existe pas', () => at.goto('/rien')],
  'an address that cannot be read': ['Cette demande n’a pas pu être lue', () => at.goto('/mail/%E0%A4%A')],
  'a form from another session': [
    'Cette demande n’a pas été acceptée',
    () => pressStale('document.getElementsByName("_csrf").forEach((field) => (field.value = "x"))'),
  ],
  'a form larger than any': [
    'C’est trop volumineux',
    () => pressStale('document.getElementsByName("uidValidity")[0].value = "1".repeat(1_200_000)'),
  ],
  'an action': [away, () => pressStale('document.getElementsByName("uid")[0].checked = true')],
  'a new letter': ['Nouveau message', () => at.goto('/compose')],
  'an answer': [
    'Nouveau message',
    () => at.goto(`/compose?kind=reply&folder=INBOX&message=${letter.split('/').at(-1)}`),
  ],
  'the outbox': ['Boîte d’envoi', () => at.goto('/outbox')],
  'signing in': ['Traboule', signInAgain],
}

async function signInAgain(): Promise<void> {
  await at.context.clearCookies()
  await at.goto('/login')
  await at.page.getByLabel('Identifiant').fill(at.user.login)
  await at.page.getByLabel('Mot de passe').fill(at.user.password)
  await at.press('Se connecter')
}

it.each(Object.entries(pages))('%s, with the mail server away, is a sound page', async (_page, [expected, go]) => {
  await go()
  expect(await title()).toBe(expected)
  expect(await faults()).toEqual(faultless)
})

it('a mail server that stays silent is a sound page too', async () => {
  proxy.pass()
  await signInAgain()
  proxy.silence()

  await at.goto('/mail/Archives')

  expect(await title()).toMatch(/met trop de temps|ne répond pas/)
  expect(await faults()).toEqual(faultless)
})
