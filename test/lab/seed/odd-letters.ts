import * as cast from './cast.ts'
import { letter, read, type Letter, type Moment } from './letter.ts'

/** Letters that real mailboxes hold and that break careless programs, written as they would travel. */
export async function oddLetters(at: Moment): Promise<Letter[]> {
  const date = (place: number): Date => at(20 + place, '07:40')
  return [
    raw(date(0), ['From: Photocopieur <copieur@ac-lyon.example>', 'Subject: Sans date'], 'Numérisation du couloir B.'),
    raw(date(1), ['Subject: Sans expéditeur', dated(date(1))], 'Personne ne signe ce message.'),
    raw(date(2), ['From: marc.roche@ac-lyon.example', 'Subject: ', dated(date(2))], 'L’objet est resté vide.'),
    raw(date(3), unknownCharset(date(3)), 'Une lettre dans un jeu de caract\xe8res inconnu.'),
    raw(date(4), japanese(date(4)), '\x1b$B$3$s$K$A$O!#%j%h%s$N3X9;$+$i!#\x1b(B'),
    raw(date(5), flowed(date(5)), flowedText),
    raw(
      date(6),
      ['From: ne pas répondre <<pas une adresse', 'To: ;;', 'Subject: =?utf-8?Q?mal_encod=C3', dated(date(6))],
      'Rien n’est juste ici.',
    ),
    await letter({
      from: cast.rectorate,
      to: manyTeachers(),
      date: date(7),
      subject: 'À tous les professeurs : 500 destinataires',
      text: 'Message adressé à tous.',
    }),
    await letter({
      from: cast.claire,
      date: date(8),
      subject: 'Un texte simplement mis en forme',
      html: '<p>Bonjour <b>Marie</b>,</p><ul><li>lundi : <i>algèbre</i></li><li>mardi : <i>géométrie</i></li></ul><blockquote>Rien ne presse.</blockquote><p>Claire</p>',
    }),
    await letter({
      from: cast.principal,
      date: date(9),
      subject: 'Exercice d’évacuation demain',
      priority: 'high',
      text: 'Exercice à 10 h. Merci de relire la consigne.',
    }),
    await letter({
      from: { name: 'Service informatique', address: 'support@ac-lyon-securite.example' },
      date: date(10),
      subject: 'Votre boîte sera fermée',
      html: '<p>Confirmez votre compte : <a href="https://ac-lyon.attaque.example/connexion">https://webmail.ac-lyon.example/</a></p>',
    }),
    raw(date(11), nested(date(11)), nestedBody),
  ]
}

function raw(date: Date, headers: string[], body: string): Letter {
  const identity = `Message-ID: <etrange.${date.getTime()}@ac-lyon.example>`
  const text = [...headers, identity, '', body, ''].join('\r\n')
  const binary = /charset=(x-|iso-2022)/.test(text)
  return { folder: 'INBOX', date, flags: read, raw: Buffer.from(text, binary ? 'latin1' : 'utf8') }
}

const dated = (date: Date): string => `Date: ${date.toUTCString().replace('GMT', '+0000')}`

const unknownCharset = (date: Date): string[] => [
  'From: Ancien logiciel <notes@ac-lyon.example>',
  'Subject: =?x-mac-inconnu?Q?Bulletin_du_2=8E_trimestre?=',
  dated(date),
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=x-mac-inconnu',
  'Content-Transfer-Encoding: 8bit',
]

const japanese = (date: Date): string[] => [
  'From: =?ISO-2022-JP?B?GyRCJTUlLyVpGyhC?= <sakura@gakko.example>',
  'Subject: =?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=',
  dated(date),
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=iso-2022-jp',
  'Content-Transfer-Encoding: 7bit',
]

const flowed = (date: Date): string[] => [
  'From: Marc Roche <marc.roche@ac-lyon.example>',
  'To: Marie Dupont <marie.dupont@ac-lyon.example>',
  'Subject: =?utf-8?Q?Re_=3A_Salle_informatique?=',
  dated(date),
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  'Content-Transfer-Encoding: 8bit',
]

/** RFC 3676: a space before the line's end means that the paragraph goes on; quotes within quotes. */
const flowedText = [
  'Je peux te laisser la salle jeudi, mais seulement jusqu’à 11 h, car ensuite ',
  'j’ai les sixièmes et il faut le temps de tout rallumer.',
  '',
  '> La salle informatique est-elle libre jeudi matin ? Je voudrais y ',
  '> emmener la 4e B pour un travail sur le tableur.',
  '>> Rappel : réserver au moins trois jours avant.',
  '',
  '-- ',
  'Marc',
].join('\r\n')

const manyTeachers = () =>
  Array.from({ length: 500 }, (_, at) => ({
    name: `Professeur ${at + 1}`,
    address: `professeur.${String(at + 1).padStart(3, '0')}@ac-lyon.example`,
  }))

const nested = (date: Date): string[] => [
  'From: Claire Fontaine <claire.fontaine@ac-lyon.example>',
  'To: Marie Dupont <marie.dupont@ac-lyon.example>',
  'Subject: Poupées russes',
  dated(date),
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b0"',
]

/** Eight multiparts, one within the other, with the text at the bottom. */
const nestedBody = Array.from({ length: 8 }, (_, depth) => depth).reduceRight((inside, depth) => {
  const head =
    depth === 7 ? 'Content-Type: text/plain; charset=utf-8' : `Content-Type: multipart/mixed; boundary="b${depth + 1}"`
  return `--b${depth}\r\n${head}\r\n\r\n${inside}\r\n--b${depth}--`
}, 'Au fond du fond, il y avait ce texte.')
