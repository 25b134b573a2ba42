import * as cast from './cast.ts'
import { pdf } from './documents.ts'
import { letter, type Letter, type Moment } from './letter.ts'

const topics = [
  [
    'Géométrie dynamique en 4e : retour d’expérience',
    'Chers collègues, voici comment j’ai mené la séance, fichiers à l’appui.',
  ],
  ['Automatismes en début d’heure', 'Cinq minutes de calcul mental, trois fois par semaine : les progrès sont nets.'],
  ['Semaine des mathématiques : vos idées ?', 'Le thème de mars est connu. Qui veut monter une énigme commune ?'],
  ['Sujet zéro du brevet', 'Quelqu’un a-t-il trouvé le corrigé de l’exercice 4 ?'],
  ['Calculatrices en prêt', 'Nous en avons douze à céder contre bons soins.'],
] as const

/** What Sympa distributes (RFC 2369, RFC 2919). */
export function listLetters(at: Moment): Promise<Letter[]> {
  return Promise.all(
    topics.map(([subject, text], place) => {
      const author = cast.colleagues[place % cast.colleagues.length] ?? cast.karim
      return letter({
        from: place === 0 ? cast.mathsList : author,
        to: cast.mathsList,
        date: at(2 + place * 6, '21:12'),
        subject: `[profs-maths] ${subject}`,
        text: `Bonjour,\n\n${text}\n\n${author.name}\n\n-- \nListe profs-maths, académie de Lyon`,
        headers: sympa('profs-maths'),
        replyTo: cast.mathsList,
        attachments:
          place === 0
            ? [
                {
                  filename: 'Fiche élève – triangles.pdf',
                  content: pdf('Triangles', ['Construire, mesurer, conjecturer.']),
                },
              ]
            : [],
      })
    }),
  )
}

/** As headers: the composer alone knows nothing of lists. */
function sympa(name: string) {
  const domain = 'listes.ac-lyon.example'
  const order = (words: string) => `<mailto:sympa@${domain}?subject=${words}>`
  return {
    'List-Id': `Liste ${name} <${name}.${domain}>`,
    'List-Post': `<mailto:${name}@${domain}>`,
    'List-Help': order('help'),
    'List-Unsubscribe': `${order(`unsubscribe%20${name}`)}, <https://${domain}/sigrequest/${name}>`,
    'List-Subscribe': order(`subscribe%20${name}`),
    'List-Owner': `<mailto:${name}-request@${domain}>`,
    'List-Archive': `<https://${domain}/arc/${name}>`,
    'X-Loop': `${name}@${domain}`,
    Precedence: 'list',
    Sender: `${name}-request@${domain}`,
  }
}
