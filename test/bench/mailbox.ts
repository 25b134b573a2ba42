import type { SeededMessage } from '../lab/seed-maildir.ts'

const senders = ['Karim Benali', 'Vie scolaire', 'Sophie Martin', 'Intendance', 'M. et Mme Nguyen', 'Équipe SVT']
const subjects = [
  'Conseil de classe',
  'Absences de la semaine',
  'Sortie au musée',
  'Badge de la cantine',
  'Évaluation commune',
]

/** The same mailbox at every run: texts, formatted letters, some with a file; the last one is a 30 KB HTML letter. */
export function* variedMessages(count: number): Generator<SeededMessage> {
  const newest = Date.parse('2026-11-24T08:00:00Z')
  for (let number = count; number >= 1; number--) {
    const date = new Date(newest - number * 600_000)
    yield { date, flags: number > 3 ? ['\\Seen'] : [], raw: number === 1 ? longHtml(date) : message(number, date) }
  }
}

function message(number: number, date: Date): string {
  const sender = senders[number % senders.length] ?? ''
  const subject = `${subjects[number % subjects.length] ?? ''} n° ${String(number)}`
  const text = `Bonjour,\r\n\r\nVoici ce qui a été décidé pour le point ${String(number)}.\r\n\r\n${sender}\r\n`
  const head = header({ sender, subject, date, number })
  if (number % 5 === 0) {
    return `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${plain}\r\n${text}\r\n--b\r\nContent-Type: application/pdf; name=ordre.pdf\r\nContent-Disposition: attachment; filename=ordre.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n`
  }
  if (number % 3 === 0) {
    return `${head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n${plain}\r\n${text}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${text}</p>\r\n--b--\r\n`
  }
  return `${head}${plain}\r\n${text}`
}

function longHtml(date: Date): string {
  const paragraph =
    '<p>Les élèves de <b>quatrième</b> ont rendu leurs travaux ; voici <a href="https://college.example/">la page</a>.</p>\r\n'
  const body = paragraph.repeat(Math.ceil(30_000 / paragraph.length))
  return `${header({ sender: 'Karim Benali', subject: 'Compte rendu', date, number: 1 })}Content-Type: text/html; charset=utf-8\r\n\r\n${body}`
}

const plain = 'Content-Type: text/plain; charset=utf-8\r\n'

interface Head {
  sender: string
  subject: string
  date: Date
  number: number
}

function header({ sender, subject, date, number }: Head): string {
  const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`
  return [
    `From: ${word(sender)} <expediteur${String(number % 40)}@ac-lyon.example>`,
    'To: Marie Dupont <marie.dupont@ac-lyon.example>',
    `Subject: ${word(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${String(number)}@bench.example>`,
    'MIME-Version: 1.0\r\n',
  ].join('\r\n')
}
