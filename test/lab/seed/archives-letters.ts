import type { SeededMessage } from '../seed-maildir.ts'
import { chanceFrom } from './random.ts'

const subjects = [
  'Compte rendu',
  'Ordre du jour',
  'Note de service',
  'Convocation',
  'Planning',
  'Rappel',
  'Relance',
  'Bilan',
]
const matters = [
  'du conseil',
  'de la réunion',
  'des surveillances',
  'du brevet',
  'de la cantine',
  'des stages',
  'des manuels',
]
const names = ['Dupont', 'Benali', 'Martin', 'Roche', 'Fontaine', 'Nguyen', 'Perrin', 'Garnier', 'Lefèvre', 'Haddad']

/** `count` letters over the years before `now`, oldest first. */
export function* archivesLetters(count: number, now: Date): Generator<SeededMessage> {
  const chance = chanceFrom(20_000)
  const step = 20 * 60_000
  for (let place = 0; place < count; place++) {
    const date = new Date(now.getTime() - (count - place) * step)
    const name = chance.oneOf(names)
    const subject = `${chance.oneOf(subjects)} ${chance.oneOf(matters)} n° ${place + 1}`
    const raw = [
      `From: =?utf-8?Q?${quoted(`M. ${name}`)}?= <${name.toLowerCase().replace('è', 'e')}@ac-lyon.example>`,
      'To: archives@ac-lyon.example',
      `Subject: =?utf-8?Q?${quoted(subject)}?=`,
      `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <archive.${place}@ac-lyon.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Bonjour,',
      '',
      `le document « ${subject} » est disponible au secrétariat.`,
      '',
      `M. ${name}`,
      '',
    ].join('\r\n')
    const flags = place > count - 12 ? [] : ['\\Seen']
    yield { raw, date, flags: chance.below(15) === 0 ? [...flags, '\\Flagged'] : flags }
  }
}

/** RFC 2047 §4.2. */
const quoted = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (/[A-Za-z0-9.]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : encoded(byte)))
    .join('')

const encoded = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
