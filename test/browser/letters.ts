import { lab } from '../support/lab.ts'
import type { MessageToDeliver } from '../lab/tools.ts'

/** A dot of a picture, as small as PNG allows. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const hostile = '"><script>alert(1)</script>'

/** The hostile letter's subject as a page shows it: the mark that would turn its direction round is gone. */
export const hostileSubject = `${hostile} & «»`

/** Longer than a page shows at once. */
const long = `${'Une phrase parmi beaucoup d’autres, pour un long paragraphe. '.repeat(100)}\n\n`.repeat(45)

/** One letter of each kind a page treats differently; the subject names it. */
const letters: MessageToDeliver[] = [
  {
    from: 'Karim Benali <karim.benali@ac-lyon.example>',
    to: 'Marie Dupont <marie.dupont@ac-lyon.example>, Sophie Martin <sophie.martin@ac-lyon.example>',
    subject: 'Conseil de classe',
    text: 'Bonjour,\n\nVoyez https://college.example/conseil.\n\n> Le texte cité\n> sur deux lignes\n\nKarim',
    attachments: [
      { filename: 'relevé n°1.pdf', content: Buffer.from('%PDF-1.4 rien'), contentType: 'application/pdf' },
      { filename: `${'très-long-nom-de-fichier-'.repeat(8)}.png`, content: dot, contentType: 'image/png' },
    ],
  },
  {
    from: 'Vie scolaire <vie.scolaire@ac-lyon.example>',
    subject: 'Absences de la semaine',
    html: '<p>Bonjour,</p><p>Voici <b>la liste</b> :</p><ul><li>Léa</li><li>Tom</li></ul><table><tr><th>Jour</th><th>Heure</th></tr><tr><td>Lundi</td><td>8 h</td></tr></table><p><a href="https://ailleurs.example/">www.ac-lyon.example</a></p><img src="https://images.example/suivi.png" alt="Logo">',
  },
  {
    from: 'Lettre du rectorat <lettre@rectorat.example>',
    subject: 'La lettre de novembre',
    html: `<html><head><style>.une{background:#8c3a27;color:#fff}</style></head><body bgcolor="#eeeeee"><table width="600" align="center" cellpadding="0"><tr><td class="une" style="padding:24px">La lettre</td></tr><tr><td><table width="600"><tr><td style="width:300px;background:#fff">Gauche</td><td style="width:300px"><img src="https://images.example/une.jpg" width="300" height="200" alt="Une"></td></tr></table></td></tr></table></body></html>`,
  },
  {
    from: `"${hostile.replaceAll('"', '')}" <x@evil.example>`,
    subject: hostileSubject.replace('«', '«\u202e'),
    text: `${hostile}\n\n${'sans-espace'.repeat(60)}`,
    attachments: [{ filename: `${hostile}.html`, content: '<script>alert(1)</script>', contentType: 'text/html' }],
  },
  {
    from: 'Claire Fontaine <claire.fontaine@ac-lyon.example>',
    subject: 'Un message joint',
    text: 'Voir le message.',
    attachments: [
      {
        filename: 'origine.eml',
        contentType: 'message/rfc822',
        content:
          'From: Nadia Haddad <nadia@college.example>\r\nTo: Claire <claire@college.example>\r\nSubject: Le message du fond\r\nDate: Mon, 23 Nov 2026 08:00:00 +0100\r\n\r\nVoici le fond.\r\n',
      },
    ],
  },
  { from: 'Marc Roche <marc.roche@ac-lyon.example>', subject: 'Le compte rendu entier', text: long },
  'Subject:\r\n\r\n',
]

/** Brings one of each to an inbox. */
export async function deliverLetters(login: string): Promise<void> {
  for (const letter of letters) await lab().deliver(login, letter)
}
