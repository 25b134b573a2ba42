import * as cast from './cast.ts'
import { letter, read, type Letter, type Moment } from './letter.ts'

interface Thread {
  subject: string
  with: cast.Correspondent
  others?: cast.Correspondent[]
  /** Where the received letters were filed. */
  folder?: string
  startedBefore: number
  /** Turn by turn, the other one first. */
  turns: string[]
}

const threads: Thread[] = [
  {
    subject: 'Sortie au musée des Confluences',
    with: cast.sophie,
    others: [cast.karim],
    startedBefore: 8,
    turns: [
      'Le musée propose le 8 décembre à 10 h. Ça te va ?',
      'Oui, et Karim peut accompagner. Le car à 8 h ?',
      'Je demande au transporteur et je te dis.',
      'Merci ! J’imprime les autorisations.',
    ],
  },
  {
    subject: 'Rencontre au sujet d’Inès',
    with: cast.parents[3] ?? cast.karim,
    folder: 'Parents',
    startedBefore: 19,
    turns: [
      'Madame, pourrions-nous nous voir au sujet des résultats d’Inès ?',
      'Bonjour Madame, je vous propose jeudi à 17 h, salle 12.',
      'C’est parfait, à jeudi.',
    ],
  },
  {
    subject: 'Brevet blanc : répartition des copies',
    with: cast.ahmed,
    others: [cast.karim, cast.sophie],
    folder: 'Examens 2027/Brevet blanc',
    startedBefore: 33,
    turns: [
      'Nous avons 112 copies pour quatre : 28 chacun ?',
      'D’accord. Je prends les salles 1 et 2.',
      'Barème ci-dessous, dites-moi si quelque chose cloche.',
      'Un demi-point de plus à la question 3, sinon c’est bon.',
      'Corrigé.',
    ],
  },
  {
    subject: 'Réunion de rentrée des équipes',
    with: cast.principal,
    startedBefore: 6,
    turns: [
      'La réunion est prévue à 17 h.',
      'Serait-il possible d’avancer d’une demi-heure ? Plusieurs d’entre nous ont un train.',
    ],
  },
]

/** Exchanges tied together by In-Reply-To and References; Marie's answers are in Envoyés. */
export async function conversations(at: Moment): Promise<Letter[]> {
  return (await Promise.all(threads.map((thread, number) => tell(thread, number, at)))).flat()
}

function tell(thread: Thread, number: number, at: Moment): Promise<Letter[]> {
  const references: string[] = []
  return Promise.all(
    thread.turns.map((text, turn) => {
      const mine = turn % 2 === 1
      const [from, to] = mine ? [cast.me, thread.with] : [thread.with, cast.me]
      const before = thread.turns[turn - 1]
      const messageId = idOf(number, turn)
      const earlier = [...references]
      references.push(messageId)
      return letter({
        messageId,
        folder: mine ? 'Envoyés' : (thread.folder ?? 'INBOX'),
        date: at(thread.startedBefore - Math.floor(turn / 2), `${8 + turn * 2}:15`.padStart(5, '0')),
        from,
        to,
        ...(thread.others && { cc: thread.others }),
        subject: turn === 0 ? thread.subject : `Re: ${thread.subject}`,
        ...(turn > 0 && { inReplyTo: earlier.at(-1), references: earlier }),
        text: before === undefined ? text : `${text}\n\n${to.name} a écrit :\n> ${before}`,
        flags: !mine && turn + 1 < thread.turns.length ? [...read, '\\Answered'] : read,
      })
    }),
  )
}

const idOf = (thread: number, turn: number): string => `<fil.${thread}.${turn}@ac-lyon.example>`

/** What ties one more letter to a thread after so many turns. */
export function continuing(thread: number, turns: number): { inReplyTo: string; references: string[] } {
  const references = Array.from({ length: turns }, (_, turn) => idOf(thread, turn))
  return { inReplyTo: idOf(thread, turns - 1), references }
}
