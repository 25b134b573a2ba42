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
  // Twenty thousand fill eight years: what is looked for may lie far back.
  const step = 3.5 * 60 * 60_000
  for (let place = 0; place < count; place++) {
    const date = new Date(now.getTime() - (count - place) * step)
    const name = chance.oneOf(names)
    const usual = `${chance.oneOf(subjects)} ${chance.oneOf(matters)} n° ${place + 1}`
    const subject = place === theRareOne(count, now, step) ? 'Visite du planétarium' : usual
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

/** The place of the one letter with a word of its own, in May 2019: what is looked for among all others. */
const theRareOne = (count: number, now: Date, step: number): number =>
  count - Math.round((now.getTime() - Date.UTC(2019, 4, 14, 8)) / step)

/** RFC 2047 §4.2. */
const quoted = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (/[A-Za-z0-9.]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : encoded(byte)))
    .join('')

const encoded = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
