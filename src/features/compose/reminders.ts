import type { DraftLetter } from '../../work/index.ts'
import type { ReminderName } from './form.ts'
import { countOf, outsiders, type Recipients } from './recipients.ts'

/** Addresses of other domains that everybody who gets the letter would see. */
const mostOutsidersInView = 5
/** People reached by a reply to all before it is worth a second look. */
const mostAnswered = 20

/** Words that promise a file; `(?<!\p{L})` because `\b` takes « é » for the end of a word. */
const promisesFile =
  /(?<!\p{L})(ci[- ]joint(e|s|es)?|pi[èe]ces? jointes?|en annexe|en pj|fichiers? joints?|documents? joints?|je (vous|te) joins|attached|attachments?|enclosed)(?!\p{L})/iu

interface Given {
  recipients: Recipients
  ownAddresses: string[]
}

/** What the writer may have overlooked, reminders already passed over left out. */
export function remindersOf(letter: DraftLetter, { recipients, ownAddresses }: Given): ReminderName[] {
  const answersAll = letter.answers?.kind === 'reply-all'
  const due: Record<ReminderName, boolean> = {
    file: letter.files.length + letter.carried.length === 0 && promisesFile.test(ownWords(letter.body)),
    subject: letter.subject.trim() === '',
    outside: outsiders(recipients, ownAddresses).length > mostOutsidersInView,
    crowd: answersAll && countOf(recipients) > mostAnswered,
  }
  return (Object.keys(due) as ReminderName[]).filter((name) => due[name] && !letter.reminded.includes(name))
}

/** The text without what it quotes or forwards: somebody else's « ci-joint » promises nothing. */
export function ownWords(body: string): string {
  const [typed = ''] = body.split(/^-{5,} .* -{5,}$/m)
  return typed
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
}
