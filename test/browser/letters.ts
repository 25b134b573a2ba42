import type { MessageToDeliver } from '../lab/tools.ts'

/** A dot of a picture, as small as PNG allows. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const hostile = '"><script>alert(1)</script>'

/** One letter of each kind a page treats differently; the subject names it. */
export const letters: Record<string, MessageToDeliver> = {
  text: {
    from: 'Karim Benali <karim.benali@ac-lyon.example>',
    to: 'Marie Dupont <marie.dupont@ac-lyon.example>, Sophie Martin <sophie.martin@ac-lyon.example>',
    subject: 'Conseil de classe',
    text: 'Bonjour,\n\nVoyez https://college.example/conseil.\n\n> Le texte cité\n> sur deux lignes\n\nKarim',
    attachments: [
      { filename: 'relevé n°1.pdf', content: Buffer.from('%PDF-1.4 rien'), contentType: 'application/pdf' },
      { filename: 'point.png', content: dot, contentType: 'image/png' },
    ],
  },
  simple: {
    from: 'Vie scolaire <vie.scolaire@ac-lyon.example>',
    subject: 'Absences de la semaine',
    html: '<p>Bonjour,</p><p>Voici <b>la liste</b> :</p><ul><li>Léa</li><li>Tom</li></ul><table><tr><th>Jour</th><th>Heure</th></tr><tr><td>Lundi</td><td>8 h</td></tr></table><img src="https://images.example/suivi.png" alt="Logo">',
  },
  designed: {
    from: 'Lettre du rectorat <lettre@rectorat.example>',
    subject: 'La lettre de novembre',
    html: `<html><head><style>.une{background:#8c3a27;color:#fff}</style></head><body bgcolor="#eeeeee"><table width="600" align="center" cellpadding="0"><tr><td class="une" style="padding:24px">La lettre</td></tr><tr><td><table width="600"><tr><td style="width:300px;background:#fff">Gauche</td><td style="width:300px"><img src="https://images.example/une.jpg" width="300" height="200" alt="Une"></td></tr></table></td></tr></table></body></html>`,
  },
  hostile: {
    from: `"${hostile.replaceAll('"', '')}" <x@evil.example>`,
    subject: `${hostile} & «\u202e»`,
    text: hostile,
    attachments: [{ filename: `${hostile}.html`, content: '<script>alert(1)</script>', contentType: 'text/html' }],
  },
  bare: 'Subject:\r\n\r\n',
}
