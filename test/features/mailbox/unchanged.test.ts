import { jest } from '@jest/globals'
import type { ImapFlow } from 'imapflow'
import { defaultPreferences } from '../../../src/accounts/index.ts'
import { mailboxPage } from '../../../src/features/mailbox/page.ts'
import { readListQuery } from '../../../src/features/mailbox/query.ts'
import { locales } from '../../../src/i18n/index.ts'
import type { Folder, FolderPage, MessageSummary } from '../../../src/mail/index.ts'
import { lab } from '../../support/lab.ts'
import { signIn, webmail } from '../../support/webmail.ts'

afterEach(() => {
  jest.useRealTimers()
})

const codeOf = ({ $ }: { $: (selector: string) => { text: () => string } }) => $('footer code').text()

describe('a list that has not changed', () => {
  it('is sent once more as it was, and anew as soon as another program has touched it', async () => {
    const { browser, mail, user } = await webmail()
    const elsewhere = (work: (imap: ImapFlow) => Promise<unknown>) =>
      lab().asUser(user, async (imap) => {
        await imap.mailboxOpen('INBOX')
        await work(imap)
      })
    await mail.deliver({ from: 'x@y.example', subject: 'Conseil de classe', text: 'Bonjour' })
    await browser.open('/mail/INBOX')
    const first = await browser.open('/mail/INBOX')
    const again = await browser.open('/mail/INBOX')
    await elsewhere((imap) => imap.messageFlagsAdd('1', ['\\Flagged']))
    const flagged = await browser.open('/mail/INBOX')
    await elsewhere((imap) => imap.messageFlagsRemove('1', ['\\Flagged']))
    const plain = await browser.open('/mail/INBOX')

    expect(codeOf(again)).toBe(codeOf(first))
    expect(again.$.html()).toBe(first.$.html())
    expect(codeOf(flagged)).not.toBe(codeOf(first))
    expect(flagged.$('ul.mail li').text()).toContain('Suivi')
    expect(plain.$('ul.mail li').text()).not.toContain('Suivi')
  })

  it('is anew what its reader has just chosen', async () => {
    const { browser } = await webmail()
    await browser.open('/mail/INBOX')
    const french = await browser.open('/mail/INBOX')
    const english = await browser.open('/mail/INBOX?lang=en')

    expect(french.$('html').attr('lang')).toBe('fr')
    expect(english.$('html').attr('lang')).toBe('en')
  })

  it('is each session’s own: another sign-in of the same account is sent no copy of it', async () => {
    const { app, browser, user } = await webmail()
    const { browser: elsewhere } = await signIn(app, user)
    const here = await browser.open('/mail/INBOX')
    const there = await elsewhere.open('/mail/INBOX')
    const token = (visit: typeof here) => visit.$('[name=_csrf]').val()

    expect(token(there)).not.toBe(token(here))
    expect((await there.press('Se déconnecter')).url).toContain('/login')
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
  })

  it('says « hier » of what came today once the day has gone', () => {
    const folder: Folder = {
      ...{ path: 'INBOX', name: 'INBOX', depth: 0, role: 'inbox', selectable: true, subscribed: true },
      ...{ messages: 1, unread: 0, delimiter: '/' },
    }
    const message: MessageSummary = {
      ...{ ref: { folder: 'INBOX', uidValidity: '1', uid: 1 }, subject: 'Bulletins', preview: '', size: 900 },
      ...{ from: [{ name: 'Zoé', address: 'z@y.example' }], sender: [], replyTo: [], to: [], cc: [], bcc: [] },
      ...{ flags: new Set(['seen'] as const), keywords: new Set<string>(), attachmentCount: 0 },
      received: new Date('2026-11-24T09:42:00+01:00'),
    } as unknown as MessageSummary
    const list: FolderPage = {
      ...{ folder, uidValidity: '1', items: [message], page: 1, pageCount: 1, total: 1, first: 1 },
    }
    const listed = { list, folders: [folder], query: readListQuery({}), preferences: defaultPreferences }
    const whenOn = (now: string) => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout'], now: new Date(now) })
      return mailboxPage(listed, locales.fr).rows[0]?.when?.short
    }

    expect(whenOn('2026-11-24T23:59:00+01:00')).toBe('09:42')
    expect(whenOn('2026-11-25T00:01:00+01:00')).toBe('hier')
  })
})
