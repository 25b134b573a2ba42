import { inboxOfToday } from './inbox-of-today.ts'
import { momentsBefore, type Letter } from './letter.ts'
import { listLetters } from './lists.ts'

const at = momentsBefore(new Date('2026-11-24T14:00:00Z'))

/** The header's fields, unfolded. */
const headerOf = ({ raw }: Letter) =>
  String(raw)
    .split('\r\n\r\n', 1)[0]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')

describe('the letters of the demo', () => {
  it('come from a list as Sympa distributes them', async () => {
    for (const letter of await listLetters(at)) {
      const header = headerOf(letter)
      expect(header).toContain('List-ID: Liste profs-maths <profs-maths.listes.ac-lyon.example>')
      expect(header).toContain('List-Post: <mailto:profs-maths@listes.ac-lyon.example>')
      expect(header).toContain('Precedence: list')
      expect(header).toContain(
        'List-Unsubscribe: <mailto:sympa@listes.ac-lyon.example?subject=unsubscribe%20profs-maths>, <https://listes.ac-lyon.example/sigrequest/profs-maths>',
      )
    }
  })

  it('greet everybody only where everybody is written to', async () => {
    const [first] = (await inboxOfToday(at)).map(headerOf)
    const peopleOf = (field: string) => first?.find((line) => line.startsWith(`${field}: `))?.match(/<[^<>]+>/g)

    expect(peopleOf('To')).toContain('<marie.dupont@ac-lyon.example>')
    expect(peopleOf('To')).toHaveLength(11)
    expect(peopleOf('Cc')).toEqual(['<ce.0690999z@ac-lyon.example>'])
  })
})
