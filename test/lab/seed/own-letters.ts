import * as cast from './cast.ts'
import { letter, read, type Letter, type Moment } from './letter.ts'

const sent = [
  ['Compte rendu du conseil de la 4e B', 'Voici le compte rendu, relu par les délégués.', cast.principal],
  ['Ressources pour Pythagore', 'Je partage mes fiches, elles sont libres de droits.', cast.ahmed],
  ['Covoiturage', 'Je prends une place dans la voiture, merci !', cast.marc],
  ['Demande de salle informatique', 'Pour la 4e B, jeudi de 10 h à 11 h.', cast.schoolLife],
] as const

/** What Marie sent, what she has not finished, and what nobody wants. */
export function ownLettersAndJunk(at: Moment): Promise<Letter[]> {
  return Promise.all([
    ...sent.map(([subject, text, to], place) =>
      letter({
        folder: 'Envoyés',
        from: cast.me,
        to,
        date: at(3 + place * 5, '17:45'),
        subject,
        text: `Bonjour,\n\n${text}\n\nMarie Dupont`,
      }),
    ),
    letter({
      folder: 'Brouillons',
      from: cast.me,
      to: cast.parents[0],
      date: at(1, '18:20'),
      flags: [...read, '\\Draft'],
      subject: 'Re: Absence de Léa lundi',
      text: 'Bonjour Madame, bonjour Monsieur,\n\nmerci de m’avoir prévenue. Léa pourra',
    }),
    ...['Gagnez un téléphone', 'Votre colis est bloqué'].map((subject, place) =>
      letter({
        folder: 'Indésirables',
        from: { name: 'Service clients', address: 'offre@promo.example' },
        date: at(2 + place, '03:17'),
        flags: [],
        subject,
        html: `<p>${subject} : <a href="https://promo.example/?id=99">cliquez ici</a></p>`,
      }),
    ),
  ])
}
