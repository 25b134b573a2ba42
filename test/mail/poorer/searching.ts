import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Criterion, ListSort } from '../../../src/mail/types.ts'
import { letter } from '../imap/open-mail.ts'
import { letterWithFile, openPoorMailbox, subjectsIn, type PoorMailbox, type PoorServer } from './poor-mailbox.ts'

export function searching(server: () => PoorServer): void {
  const withFour = async (): Promise<PoorMailbox> => {
    const mailbox = await openPoorMailbox(server())
    const from = (name: string, subject: string, text?: string) =>
      letter(encoded(subject), text).replace('Zoé <zoe@', `${name} <${name.toLowerCase()}@`)
    await mailbox.bring('INBOX', { raw: from('Bruno', 'Sortie au musée'), date: new Date('2026-09-02T08:00:00Z') })
    await mailbox.bring('INBOX', { raw: from('Anne', 'Bulletins', 'Le relevé du trimestre. '.repeat(40)) })
    await mailbox.bring('INBOX', { raw: from('Claire', 'Absences'), flags: ['\\Seen'] })
    await mailbox.bring('INBOX', { raw: letterWithFile })
    return mailbox
  }

  it.each<[string, Criterion[], string[]]>([
    ['a word with an accent', [{ what: 'subject', contains: 'musée' }], ['Sortie au musée']],
    ['a word of the text', [{ what: 'body', contains: 'relevé' }], ['Bulletins']],
    ['a sender', [{ what: 'from', contains: 'claire@' }], ['Absences']],
    ['what looks like a command', [{ what: 'subject', contains: '"x" {5}\\ ALL' }], []],
    ['a day', [{ what: 'before', day: '2026-09-03' }], ['Sortie au musée']],
  ])('finds %s', async (_what, criteria, expected) => {
    const { account } = await withFour()
    const { items, failed } = await account.search({ folders: ['INBOX'], criteria, size: 10 })
    expect(items.map(({ subject }) => subject)).toEqual(expected)
    expect(failed).toEqual([])
  })

  it('sorts by subject, sender and size', async () => {
    const { account } = await withFour()
    const sorted = async (sort: ListSort) =>
      (await account.listMessages('INBOX', { page: 1, size: 2, sort })).items.map(({ subject }) => subject)
    expect(await sorted({ by: 'subject', order: 'up' })).toEqual(['Absences', 'Bulletins'])
    expect(await sorted({ by: 'sender', order: 'up' })).toEqual(['Bulletins', 'Sortie au musée'])
    expect(await sorted({ by: 'size', order: 'down' })).toEqual(['Bulletins', 'Réunion à Noël'])
  })

  it('freezes what was found, so that later mail is not among it', async () => {
    const { account, bring } = await withFour()
    const frozen = await account.freeze({ folders: ['INBOX'], criteria: [{ what: 'unread' }], first: 5 })
    expect(frozen.count).toBe(3)
    await bring('INBOX', { raw: letter('later') })
    const [selection] = frozen.selections
    if (!selection) throw new Error('nothing frozen')
    await account.moveMessages(await account.thaw(selection), await account.folderFor('archive'))
    expect((await visible(account)).sort()).toEqual(['Absences', 'later'])
  })

  it('copies messages, and leaves them where they were', async () => {
    const { account } = await withFour()
    const archive = await account.folderFor('archive')
    const criteria: Criterion[] = [{ what: 'subject', contains: 'Absences' }]
    const [row] = (await account.search({ folders: ['INBOX'], criteria, size: 10 })).items
    if (!row) throw new Error('nothing found')
    const found = { folder: 'INBOX', uidValidity: row.ref.uidValidity, uids: [row.ref.uid] }
    const copied = await account.copyMessages(found, archive)
    expect(copied.from.uids).toEqual(found.uids)
    expect(await subjectsIn(account, archive)).toEqual(['Absences'])
    expect(await subjectsIn(account)).toHaveLength(4)
  })
}

/** Bytes above 127 are not for headers (RFC 5322 §2.2): Cyrus writes « X » over them. */
const encoded = (words: string): string => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`

/** Subjects in the inbox, without what is only marked as removed. */
const visible = async (account: MailAccount): Promise<string[]> =>
  (await account.listMessages('INBOX', { page: 1, size: 50 })).items
    .filter(({ flags }) => !flags.has('deleted'))
    .map(({ subject }) => subject)
