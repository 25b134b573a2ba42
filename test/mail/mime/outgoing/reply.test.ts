import { forwardSubject, recipientsOfReply, replyReferences, replySubject } from '../../../../src/mail/mime/reply.ts'

const address = (text: string) => ({ name: '', address: text })
const me = ['marie@ac-lyon.fr', 'mdupont@ac-lyon.fr']
const letter = {
  from: [address('karim@ac-lyon.fr')],
  replyTo: [],
  to: [address('Marie@ac-lyon.fr'), address('zoe@ac-lyon.fr')],
  cc: [address('chef@ac-lyon.fr'), address('karim@ac-lyon.fr')],
}

/** Who gets the answer, in a form that is quick to compare. */
function answer(facts: Partial<Parameters<typeof recipientsOfReply>[0]>, whom: 'sender' | 'all' | 'list') {
  const { to, cc } = recipientsOfReply({ ...letter, ...facts }, me, whom)
  return { to: to.map((one) => one.address), cc: cc.map((one) => one.address) }
}

describe('the subject of an answer', () => {
  it.each([
    ['Conseil', 'Re: Conseil'],
    ['Re: Conseil', 'Re: Conseil'],
    ['RE\u00a0: TR\u00a0: re : Conseil', 'Re: Conseil'],
    ['AW: SV: Fwd: Réf\u00a0: Conseil', 'Re: Conseil'],
    ['Re[2]: RE(3): Conseil', 'Re: Conseil'],
    ['[maths] Re: [maths] Conseil', 'Re: [maths] Conseil'],
    ['Re: [maths] Re: Conseil', 'Re: [maths] Conseil'],
    ['Réunion : salle 4', 'Re: Réunion : salle 4'],
    ['Tri: les piles', 'Re: Tri: les piles'],
    ['', 'Re:'],
    ['a\r\nBcc: x@y.fr', 'Re: a Bcc: x@y.fr'],
  ])('does not pile up: %j', (subject, expected) => {
    expect(replySubject(subject)).toBe(expected)
  })

  it('says when a message is passed on', () => {
    expect(forwardSubject('Re : Conseil')).toBe('TR: Conseil')
  })
})

describe('an answer refers', () => {
  it('to the message and to those before it', () => {
    const facts = { messageId: '<c@x>', inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] }
    expect(replyReferences(facts)).toEqual({ inReplyTo: '<c@x>', references: ['<a@x>', '<b@x>', '<c@x>'] })
  })

  it('to what the message answered when it has no references', () => {
    const facts = { messageId: '<c@x>', inReplyTo: '<b@x>', references: [] }
    expect(replyReferences(facts).references).toEqual(['<b@x>', '<c@x>'])
    expect(replyReferences({ ...facts, inReplyTo: '<a@x> <b@x>' }).references).toEqual(['<c@x>'])
  })

  it('to nothing when the message has no name', () => {
    expect(replyReferences({ messageId: '', inReplyTo: '', references: [] })).toEqual({ references: [] })
  })

  it('to the first and the latest of a very long conversation', () => {
    const references = Array.from({ length: 500 }, (_, at) => `<${at}@x>`)
    const kept = replyReferences({ messageId: '<last@x>', inReplyTo: '', references }).references
    expect([kept.length, kept[0], kept[1], kept.at(-1)]).toEqual([40, '<0@x>', '<462@x>', '<last@x>'])
  })
})

describe('an answer goes', () => {
  it('to the sender', () => {
    expect(answer({}, 'sender')).toEqual({ to: ['karim@ac-lyon.fr'], cc: [] })
  })

  it('where the sender asked', () => {
    expect(answer({ replyTo: [address('equipe@ac-lyon.fr')] }, 'sender').to).toEqual(['equipe@ac-lyon.fr'])
  })

  it('to the sender when it was asked to go to me', () => {
    expect(answer({ replyTo: [address(me[0] ?? '')] }, 'sender').to).toEqual(['karim@ac-lyon.fr'])
  })

  it('to everybody but me, each once', () => {
    expect(answer({}, 'all')).toEqual({ to: ['karim@ac-lyon.fr', 'zoe@ac-lyon.fr'], cc: ['chef@ac-lyon.fr'] })
  })

  it('where my own message went', () => {
    const mine = { from: [address('mdupont@ac-lyon.fr')], to: [address('zoe@ac-lyon.fr')] }
    expect(answer(mine, 'sender')).toEqual({ to: ['zoe@ac-lyon.fr'], cc: [] })
    expect(answer(mine, 'all')).toEqual({ to: ['zoe@ac-lyon.fr'], cc: ['chef@ac-lyon.fr', 'karim@ac-lyon.fr'] })
  })

  it('to me when I wrote to myself', () => {
    const note = { from: [address('mdupont@ac-lyon.fr')], to: [address('marie@ac-lyon.fr')], cc: [] }
    expect(answer(note, 'all')).toEqual({ to: ['marie@ac-lyon.fr'], cc: [] })
  })

  it('to the list, as it says or as it is called', () => {
    const to = [address('maths@listes.ac-lyon.fr'), address('zoe@ac-lyon.fr')]
    const listId = 'maths.listes.ac-lyon.fr'
    expect(answer({ to, listId }, 'list')).toEqual({ to: ['maths@listes.ac-lyon.fr'], cc: [] })
    expect(answer({ to, listId, listPost: '<https://x>, <mailto:envoi@l.fr?subject=a>' }, 'list').to).toEqual([
      'envoi@l.fr',
    ])
    expect(answer({ to, listPost: 'NO' }, 'list').to).toEqual([])
  })

  it('to nobody when the message names nobody', () => {
    expect(answer({ from: [], to: [address('undisclosed-recipients')], cc: [] }, 'all')).toEqual({ to: [], cc: [] })
  })
})
