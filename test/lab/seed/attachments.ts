import * as cast from './cast.ts'
import { docx, odt, pdf } from './documents.ts'
import { letter, read, type Letter, type Moment } from './letter.ts'
import { chart, photo } from './pictures.ts'
import { winmail } from './winmail.ts'
import { zip } from './zip.ts'

const everyKind = [
  {
    filename: 'Règlement intérieur – édition 2026.pdf',
    content: pdf('Règlement intérieur', ['Article 1', 'Article 2']),
  },
  {
    filename: 'Progression 4e.docx',
    content: docx(['Progression de la classe de quatrième', 'Période 1 : calcul littéral']),
  },
  { filename: 'Contrôle n° 3.odt', content: odt(['Contrôle n° 3', 'Durée : une heure']) },
  {
    filename: 'Élèves à revoir.csv',
    content: 'Nom;Prénom;Note\nNguyen;Léa;8\n',
    contentType: 'text/csv; charset=utf-8',
  },
  { filename: 'Résultats.png', content: chart([40, 60, 95, 70], [120, 60, 30]) },
  { filename: 'Façades du quai.jpeg', content: photo },
  { filename: 'à lire.txt', content: 'Bonjour,\nceci est un texte.\n' },
  {
    filename: 'Copies numérisées.zip',
    content: zip({ 'copie 1.txt': 'Première copie', 'copie 2.txt': 'Seconde copie' }),
  },
]

/** Every kind of attached file, an invitation, Outlook's winmail.dat, and a message within a message. */
export function lettersWithFiles(at: Moment): Promise<Letter[]> {
  return Promise.all([
    letter({
      from: cast.sophie,
      date: at(10, '17:20'),
      subject: 'Tous les documents de la période',
      text: 'Bonjour Marie,\n\ntout y est, du règlement aux copies numérisées.\n\nSophie',
      attachments: everyKind,
    }),
    letter({
      from: cast.principal,
      date: at(11, '10:30'),
      subject: 'Invitation : conseil pédagogique',
      text: 'Conseil pédagogique, mardi de 17 h à 18 h 30, salle 12.',
      icalEvent: {
        method: 'REQUEST',
        filename: 'invitation.ics',
        content: invitation(at(-7, '17:00'), at(-7, '18:30')),
      },
    }),
    letter({
      from: { name: 'Entreprise Boulanger & fils', address: 'contact@boulanger.example' },
      date: at(13, '09:50'),
      subject: 'Convention de stage',
      text: 'Bonjour, la convention est en pièce jointe.',
      attachments: [
        {
          filename: 'winmail.dat',
          contentType: 'application/ms-tnef',
          content: winmail('convention.pdf', pdf('Convention de stage', ['Du 30 novembre au 4 décembre'])),
        },
      ],
    }),
    withMessageInside(at),
    letter({
      from: cast.schoolLife,
      date: at(14, '08:05'),
      subject: 'Emploi du temps de remplacement',
      text: 'Le calendrier ci-joint s’ajoute à votre agenda.',
      flags: [...read, '\\Flagged'],
      attachments: [
        {
          filename: 'remplacements.ics',
          content: invitation(at(-2, '10:00'), at(-2, '11:00')),
          contentType: 'text/calendar',
        },
      ],
    }),
  ])
}

async function withMessageInside(at: Moment): Promise<Letter> {
  const inner = await letter({
    from: cast.parents[1],
    to: cast.schoolLife,
    date: at(16, '19:12'),
    subject: 'Question sur la cantine',
    text: 'Bonjour, mon fils peut-il changer de jour ?\n\nN. Haddad',
    attachments: [{ filename: 'Certificat médical.pdf', content: pdf('Certificat', ['Pour raison médicale']) }],
  })
  return letter({
    from: cast.schoolLife,
    date: at(15, '08:45'),
    subject: 'Pour information : question sur la cantine',
    text: 'Le message de Mme Haddad est joint.',
    attachments: [{ filename: 'Question sur la cantine.eml', contentType: 'message/rfc822', content: inner.raw }],
  })
}

/** RFC 5545. */
function invitation(start: Date, end: Date): string {
  const utc = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '')
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//College Jean-Moulin//Agenda//FR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${utc(start)}-conseil@ac-lyon.example`,
    `DTSTAMP:${utc(start)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    'SUMMARY:Conseil pédagogique',
    'LOCATION:Salle 12',
    'ORGANIZER;CN=Le principal:mailto:ce.0690999z@ac-lyon.example',
    'ATTENDEE;CN=Marie Dupont;RSVP=TRUE:mailto:marie.dupont@ac-lyon.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}
