import * as cast from './cast.ts'
import { pdf } from './documents.ts'
import { letter, read, type Letter, type LetterSpec, type Moment } from './letter.ts'
import { chanceFrom, type Chance } from './random.ts'

type Sketch = (chance: Chance) => Pick<LetterSpec, 'from' | 'subject' | 'text'>

const sign = (text: string, from: cast.Correspondent): string => `Bonjour,\n\n${text}\n\n${from.name}`

const fromOneOf =
  (people: readonly cast.Correspondent[], topics: readonly (readonly [string, string])[]): Sketch =>
  (chance) => {
    const from = chance.oneOf(people)
    const pupil = chance.oneOf(cast.pupils)
    const [subject, text] = chance.oneOf(topics)
    return { from, subject: subject.replace('{élève}', pupil), text: sign(text.replace('{élève}', pupil), from) }
  }

const fromParents = fromOneOf(cast.parents, [
  [
    'Absence de {élève}',
    '{élève} sera absent demain pour un rendez-vous médical. Pourriez-vous lui transmettre les exercices ?',
  ],
  ['Devoirs de la semaine', '{élève} n’a pas noté les devoirs de jeudi. Pourriez-vous me les indiquer ?'],
  ['Note du dernier contrôle', 'La note de {élève} nous a surpris. Serait-il possible d’en parler ?'],
  ['Autorisation de sortie', 'L’autorisation signée est dans le carnet de {élève}.'],
  ['Merci', '{élève} reprend confiance en mathématiques, et nous vous en remercions.'],
])

const fromColleagues = fromOneOf(cast.colleagues, [
  ['Échange de salle', 'Pourrais-tu me laisser la 204 mardi en M3 ? J’ai besoin du vidéoprojecteur.'],
  ['Comportement de {élève}', 'As-tu aussi remarqué que {élève} s’endort en première heure ?'],
  ['Progression commune', 'Je te propose de commencer Pythagore la même semaine.'],
  ['Photocopies', 'Le quota du mois est presque épuisé, pensons au recto verso.'],
  ['Devoir commun', 'Il manque le corrigé de l’exercice 2, je te l’envoie ce soir.'],
  ['Café ?', 'Salle des profs à la récréation ?'],
])

const fromOffices = fromOneOf(
  [cast.schoolLife, cast.stewardship, cast.principal, cast.nurse, cast.librarian],
  [
    ['Retards du matin', 'Les bus de la ligne C3 sont déviés jusqu’à vendredi : merci d’accepter les élèves.'],
    ['Saisie des notes', 'Les moyennes sont arrêtées vendredi à 18 h.'],
    ['Commande de fournitures', 'Les demandes pour le second trimestre sont à déposer avant le 10.'],
    ['Visite de sécurité', 'La commission passera mercredi : merci de dégager les couloirs.'],
    ['Réunion parents-professeurs', 'Le planning des rendez-vous est affiché en salle des professeurs.'],
  ],
)

const fromUnion = fromOneOf(
  [cast.union],
  [
    ['Audience au rectorat', 'Le compte rendu de l’audience est en ligne.'],
    ['Mouvement 2027 : permanence', 'Nous tenons une permanence chaque mercredi de 14 h à 17 h.'],
  ],
)

const fromRectorate = fromOneOf(
  [cast.rectorate],
  [
    ['Plan académique de formation', 'Les inscriptions au plan de formation sont ouvertes jusqu’au 12.'],
    ['Convocation : correction du brevet', 'Vous êtes convoquée au centre de correction, de 8 h à 17 h.'],
  ],
)

interface Pile {
  folder: string
  count: number
  sketch: Sketch
  /** How many of the newest are still unread. */
  unread?: number
}

const piles: Pile[] = [
  { folder: 'INBOX', count: 70, sketch: fromColleagues },
  { folder: 'INBOX', count: 45, sketch: fromOffices },
  { folder: 'INBOX', count: 30, sketch: fromParents },
  { folder: '4e B', count: 22, sketch: fromParents },
  { folder: '5e A', count: 14, sketch: fromParents },
  { folder: 'Conseils de classe', count: 9, sketch: fromOffices },
  { folder: 'Établissement', count: 24, sketch: fromOffices, unread: 5 },
  { folder: 'Établissement/Vie scolaire', count: 16, sketch: fromOffices },
  { folder: 'Établissement/Intendance', count: 8, sketch: fromOffices },
  { folder: 'Examens 2027', count: 11, sketch: fromRectorate },
  { folder: 'Examens 2027/Brevet blanc', count: 6, sketch: fromColleagues },
  { folder: 'Parents', count: 18, sketch: fromParents },
  { folder: 'Projets', count: 4, sketch: fromColleagues },
  { folder: 'Projets/Musée des Confluences', count: 7, sketch: fromColleagues },
  { folder: 'Projets/Semaine des maths', count: 5, sketch: fromColleagues },
  { folder: 'Syndicat', count: 10, sketch: fromUnion },
  { folder: 'Formation', count: 7, sketch: fromRectorate },
  { folder: 'Archives', count: 20, sketch: fromOffices },
  { folder: 'Corbeille', count: 6, sketch: fromOffices },
]

/** Every day's mail since September, in the inbox and in fourteen folders of her own. */
export async function ordinaryLetters(at: Moment): Promise<Letter[]> {
  return (await Promise.all(piles.map((pile, number) => fill(pile, chanceFrom(number + 1), at)))).flat()
}

function fill({ folder, count, sketch, unread = 0 }: Pile, chance: Chance, at: Moment): Promise<Letter[]> {
  return Promise.all(
    Array.from({ length: count }, (_, place) => {
      const days = 9 + Math.floor((place * 72) / count)
      const date = at(
        days,
        `${String(7 + chance.below(13)).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`,
      )
      const flags = place < unread ? [] : chance.below(6) === 0 ? [...read, '\\Answered'] : read
      const attachments = chance.below(7) === 0 ? [note(chance.below(30) + 1)] : []
      return letter({ ...sketch(chance), folder, date, flags, attachments })
    }),
  )
}

const note = (number: number) => ({
  filename: `Note de service n° ${number}.pdf`,
  content: pdf(`Note de service n° ${number}`, ['À lire et à conserver.']),
})
