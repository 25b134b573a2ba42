import * as cast from './cast.ts'
import { letter, type Letter, type Moment } from './letter.ts'

const topics = [
  ['Ordre du jour de mardi', 'Peux-tu ajouter le point sur les délégués ?', cast.me],
  ['Tournoi d’échecs', 'Dix-huit inscrits, il nous faut deux tables de plus.', cast.marc],
  ['Commande de cartes', 'Le devis est arrivé, il est correct.', cast.stewardship],
  ['Sujets d’histoire', 'Je te relis ce soir.', cast.claire],
  ['Voyage à Genève', 'Les familles ont presque toutes répondu.', cast.sophie],
  ['Surveillance de la récréation', 'Pourrais-tu prendre vendredi à ma place ?', cast.ahmed],
] as const

/** Karim's mailbox: smaller, and two letters unread. */
export function karimLetters(at: Moment): Promise<Letter[]> {
  return Promise.all(
    Array.from({ length: 24 }, (_, place) => {
      const [subject, text, from] = topics[place % topics.length] ?? topics[0]
      return letter({
        to: cast.karim,
        from,
        date: at(1 + place * 2, `${String(8 + (place % 10)).padStart(2, '0')}:25`),
        flags: place < 2 ? [] : ['\\Seen'],
        subject,
        text: `Salut Karim,\n\n${text}\n\n${from.name}`,
      })
    }),
  )
}
