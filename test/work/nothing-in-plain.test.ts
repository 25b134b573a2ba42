import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { openDispatch, pressed, scriptedSubmission, stopOutbox } from './dispatch.ts'
import { temporaryStore } from '../support/store.ts'
import { letter } from './workshop.ts'

/** Every file under `folder`, in one. */
async function everything(folder: string): Promise<Buffer> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((name) => name.isFile())
  return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name)))))
}

/** How a text may lie there to be read by whoever steals the disk. */
function disguises(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and last digits depend on what stands beside.
    return coded.slice(shift === 0 ? 0 : shift + 1, -2)
  })
  const url = base64.map((coded) => coded.replaceAll('+', '-').replaceAll('/', '_'))
  const hex = [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]
  return [bytes, ...[...base64, ...url, ...hex].map((coded) => Buffer.from(coded)), Buffer.from(text, 'utf16le')]
}

describe('the search for what may be read', () => {
  it.each(['utf8', 'base64', 'base64url', 'hex'] as const)('finds a name written down as %s', (coding) => {
    const written = Buffer.from('…;nom=certificat médical;…').toString(coding)
    expect(disguises('certificat médical').some((disguise) => written.includes(String(disguise)))).toBe(true)
  })

  it('reaches what stands in the database and in every file', async () => {
    const store = await temporaryStore()
    const row = { address: 'certificat médical', person: 'x', failed_at: 0 }
    await store.write((transaction) => transaction.insertInto('address_failure').values(row).execute())
    await mkdir(path.join(store.dataDir, 'deep'))
    await writeFile(path.join(store.dataDir, 'deep', 'file'), '…allergie aux arachides…')

    const bytes = await everything(store.dataDir)
    for (const word of ['certificat médical', 'allergie aux arachides']) expect(bytes.includes(word)).toBe(true)
  })
})

describe('the store and its files', () => {
  it('hold no word, name, address, subject, file or password in plain, base64 or hex', async () => {
    const later = scriptedSubmission({ outcome: 'later', reason: 'deferred', response: '451 secret-de-serveur' })
    const shop = await openDispatch({ submission: later.server })
    const { outbox, uploads, drafts, history, account, writer, dataDir } = shop
    const secrets = {
      body: 'Marine a eu 18 en mathématiques',
      subject: 'Convocation au conseil de discipline',
      to: 'jeanne.de-la-tour@famille.example',
      fileName: 'certificat médical.pdf',
      fileType: 'application/x-tres-secret',
      content: 'allergie aux arachides, ordonnance',
      folder: 'Élèves en difficulté',
      response: '451 secret-de-serveur',
    }
    const content = Readable.from([Buffer.from(secrets.content)])
    const upload = await uploads.receive(account, {
      name: secrets.fileName,
      type: secrets.fileType,
      content,
      limit: 1000,
    })
    const written = letter({ to: secrets.to, subject: secrets.subject, body: secrets.body, files: [upload.id] })
    await drafts.save(account, { id: 'd1', revision: 0 }, written)
    await drafts.save(account, { id: 'd1', revision: 0 }, { ...written, body: `${secrets.body}.` })
    const { id } = await outbox.press(account, pressed(writer, [secrets.to], { letter: written }))
    await outbox.settled(account, id, 10_000)
    const selection = { folder: secrets.folder, uidValidity: '1', uids: [1] }
    const moved = { from: selection, to: secrets.folder, uidMap: new Map(), toUidValidity: '1' }
    await history.write(account, { kind: 'moved', moved })

    const before = await everything(dataDir)
    await stopOutbox(outbox)
    const bytes = Buffer.concat([before, await everything(dataDir)])

    for (const [what, secret] of Object.entries({ ...secrets, password: writer.password, sender: writer.address })) {
      const found = disguises(secret).filter((disguise) => bytes.includes(disguise))
      expect({ what, found: found.map(String) }).toEqual({ what, found: [] })
    }
  })
})
