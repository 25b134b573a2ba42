import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LabPlaces } from './places.ts'

/** What the SMTP listener took, kept as files so that every process of a test run can count it. */
type ReceivedPlaces = Pick<LabPlaces, 'folder'>

export interface OutgoingMail {
  from: string
  to: string[]
  raw: Buffer
}

const deliveriesFile = ({ folder }: ReceivedPlaces): string => path.join(folder, 'deliveries.jsonl')
const outgoingFolder = ({ folder }: ReceivedPlaces): string => path.join(folder, 'outgoing')

export async function prepareReceived(places: ReceivedPlaces): Promise<void> {
  await mkdir(outgoingFolder(places), { recursive: true })
  await appendFile(deliveriesFile(places), '')
}

export async function recordDelivery(places: ReceivedPlaces, messageId: string, recipients: string[]): Promise<void> {
  const lines = recipients.map((recipient) => `${JSON.stringify([messageId, recipient])}\n`)
  await appendFile(deliveriesFile(places), lines.join(''))
}

/** The recipients a message went to, one entry for each time it was taken: twice the same name is a double. */
export async function readDeliveries(places: ReceivedPlaces, messageId: string): Promise<string[]> {
  const lines = (await readFile(deliveriesFile(places), 'utf8')).split('\n').filter(Boolean)
  const deliveries = lines.map((line) => JSON.parse(line) as [string, string])
  return deliveries.filter(([id]) => id === messageId).map(([, recipient]) => recipient)
}

/** Keeps mail for another domain: `<name>.eml`, and its envelope in `<name>.json`, written last. */
export async function keepOutgoing(places: ReceivedPlaces, { from, to, raw }: OutgoingMail): Promise<void> {
  const file = path.join(outgoingFolder(places), `${Date.now()}-${randomUUID()}`)
  await writeFile(`${file}.eml`, raw)
  await writeFile(`${file}.part`, JSON.stringify({ from, to }))
  await rename(`${file}.part`, `${file}.json`)
}

/** Mail for other domains, oldest first. */
export async function readOutgoing(places: ReceivedPlaces): Promise<OutgoingMail[]> {
  const folder = outgoingFolder(places)
  const envelopes = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    envelopes.map(async (name) => {
      const file = path.join(folder, name)
      const { from, to } = JSON.parse(await readFile(file, 'utf8')) as { from: string; to: string[] }
      return { from, to, raw: await readFile(file.replace(/json$/, 'eml')) }
    }),
  )
}
