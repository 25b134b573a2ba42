import * as cast from './cast.ts'
import { docx, odt, pdf } from './documents.ts'
import { continuing } from './conversations.ts'
import { letter, read, unread, type Letter, type Moment } from './letter.ts'

const agenda = {
  filename: 'Ordre du jour – 4e B.pdf',
  content: pdf('Conseil de classe de la 4e B', ['Bilan de la classe', 'Cas particuliers', 'Orientation']),
}
const grades = { filename: 'Moyennes 4e B.csv', content: '\uFEFFÉlève;Moyenne\nLéa Nguyen;14,5\nYanis Haddad;12,1\n' }
const exercise = (number: number) => ({
  filename: `Exercice ${number}.odt`,
  content: odt([`Exercice ${number}`, 'Développer et réduire.']),
})

/** The rest of who sits in the council of the class. */
const othersOfTheClass = [
  cast.marc,
  cast.scienceTeam,
  cast.librarian,
  cast.schoolLife,
  cast.nurse,
  ...cast.parents.slice(0, 2),
]

/** The newest letters of the inbox, three of them unread, as on the drawn page. */
export function inboxOfToday(at: Moment): Promise<Letter[]> {
  return Promise.all([
    letter({
      from: cast.karim,
      to: [cast.me, cast.sophie, cast.ahmed, cast.claire, ...othersOfTheClass],
      cc: cast.principal,
      date: at(0, '09:42'),
      flags: unread,
      subject: 'Conseil de classe de la 4e B, ordre du jour',
      text: 'Bonjour à tous,\n\nvous trouverez ci-joint l’ordre du jour du conseil de mardi.\nLes moyennes sont arrêtées vendredi soir.\n\nKarim',
      attachments: [agenda, grades],
    }),
    letter({
      from: cast.schoolLife,
      date: at(0, '09:05'),
      flags: unread,
      subject: 'Absences de la semaine',
      text: 'Merci de vérifier la saisie des absences avant vendredi 17 h.\n\nLa vie scolaire',
    }),
    letter({
      from: cast.rectorate,
      date: at(0, '08:17'),
      flags: unread,
      subject: '[Mutation] Mouvement intra-académique 2027 : calendrier et pièces à fournir',
      text: 'La campagne ouvre le 3 mars.\n\nLe calendrier complet et la liste des pièces à fournir sont dans le document joint.',
      attachments: [
        {
          filename: 'Calendrier du mouvement 2027.pdf',
          content: pdf('Mouvement 2027', ['Ouverture : 3 mars', 'Fermeture : 24 mars']),
        },
      ],
    }),
    letter({
      from: cast.sophie,
      date: at(1, '18:31'),
      flags: [...read, '\\Answered'],
      subject: 'Re : Sortie au musée des Confluences',
      ...continuing(0, 4),
      text: 'Parfait pour le car à 8 h. Je relance les familles qui n’ont pas rendu l’autorisation.\n\nSophie',
    }),
    letter({
      from: cast.parents[0],
      date: at(1, '17:58'),
      subject: 'Absence de Léa lundi',
      text: 'Madame,\n\nLéa ne pourra pas être présente lundi matin en raison d’un rendez-vous médical.\n\nCordialement,\nM. et Mme Nguyen',
    }),
    letter({
      from: cast.scienceTeam,
      date: at(1, '12:10'),
      flags: [...read, '\\Flagged'],
      subject: 'Commande de matériel pour les TP',
      text: 'Il nous reste 340 € sur la ligne. Je propose de commander deux balances et des lames.',
    }),
    letter({
      from: cast.stewardship,
      date: at(1, '09:15'),
      subject: 'Badge de la cantine',
      text: 'Votre badge est disponible à l’accueil.',
    }),
    letter({
      from: cast.claire,
      date: at(4, '16:44'),
      flags: [...read, '$Forwarded'],
      subject: 'TR : Convention de stage',
      text: 'Je te transfère la convention signée.\n\nClaire',
      attachments: [
        {
          filename: 'Convention signée.docx',
          content: docx(['Convention de stage', 'Entre le collège Jean-Moulin et l’entreprise.']),
        },
      ],
    }),
    letter({
      from: cast.librarian,
      date: at(4, '11:20'),
      subject: 'Nouveautés du CDI',
      text: 'Trente albums viennent d’arriver, et une exposition sur les mathématiciennes ouvre lundi.',
    }),
    letter({
      from: cast.principal,
      date: at(5, '15:02'),
      flags: [...read, '\\Answered'],
      subject: 'Re: Réunion de rentrée des équipes',
      ...continuing(3, 2),
      text: 'La réunion est avancée à 16 h 30, salle polyvalente.',
    }),
    letter({
      from: cast.ahmed,
      date: at(6, '20:13'),
      subject: 'Évaluation commune du 2 décembre',
      text: 'Je te propose trois exercices ; dis-moi lesquels tu gardes.\n\nAhmed',
      attachments: [exercise(1), exercise(2), exercise(3)],
    }),
    letter({
      from: cast.union,
      date: at(7, '08:00'),
      subject: 'Heure d’information syndicale',
      text: 'Elle aura lieu jeudi de 10 h à 11 h en salle 204.',
    }),
    letter({
      from: cast.nurse,
      date: at(7, '07:55'),
      subject: 'PAI des élèves de 4e',
      text: 'Document confidentiel à consulter sur place.',
    }),
    letter({
      from: cast.marc,
      date: at(8, '19:40'),
      subject: 'Covoiturage pour Bourg',
      text: 'Je pars de Villeurbanne à 7 h 10, il reste deux places.',
    }),
  ])
}
