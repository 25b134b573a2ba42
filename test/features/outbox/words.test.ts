import { entryPage } from '../../../src/features/outbox/page.ts'
import { refusalIn } from '../../../src/features/outbox/refusal.ts'
import { locales } from '../../../src/i18n/index.ts'
import { sayDeed } from '../../../src/said.ts'
import type { OutboxEntry } from '../../../src/work/index.ts'

const refusedAt = (...addresses: string[]) =>
  addresses.map((address) => ({ address, code: 550, response: '5.7.1 No', temporary: false }))

function wordsOf(changes: Partial<OutboxEntry>): string {
  const at = new Date('2026-11-24T08:00:00Z')
  const entry = {
    ...{ id: 'e', draft: 'd', subject: 'Sujet', recipients: ['a@b.fr'], dueAt: at, updatedAt: at, attempts: 1 },
    ...{ planned: false, leavesBy: 'session' as const },
  }
  const { what, safe, todo, copy, refused } = entryPage({ ...entry, state: 'sent', ...changes }, locales.fr)
  return [what, safe, todo, copy, ...refused.map(({ why }) => why)].join(' ').replaceAll('\u00a0', ' ')
}

describe('the words for a letter', () => {
  it('are in the plural when several addresses were refused', () => {
    const rejected = refusedAt('a@b.fr', 'c@d.fr')
    const words = wordsOf({ state: 'filed', trouble: 'refused', receipt: { accepted: ['e@f.fr', 'g@h.fr'], rejected } })
    expect(words).toContain('sauf à 2 adresses que le serveur a refusées. Les autres destinataires l’ont reçu.')
    expect(words).toContain('Vérifiez ces adresses avant de leur écrire')

    const deed = { kind: 'sent' as const, outbox: 'e', recipients: [], receipt: { accepted: [], rejected } }
    expect(sayDeed(deed, locales.fr, String).words).toMatch(/a@b\.fr et c@d\.fr.*a refusé ces adresses/)
  })

  it('tell that somebody was refused and that the copy is missing', () => {
    const receipt = { accepted: ['e@f.fr'], rejected: refusedAt('a@b.fr') }
    const words = wordsOf({ trouble: 'unreachable', receipt })
    expect(words).toContain('sauf à une adresse')
    expect(words).toContain('Sa copie n’a pas pu être rangée')
    expect(wordsOf({ state: 'filed', trouble: 'refused', receipt })).not.toContain('copie')
  })

  it('say that the copy is in Sent only when it is', () => {
    expect(wordsOf({ state: 'sent' })).toContain('Sa copie va être rangée')
    expect(wordsOf({ state: 'filed' })).toContain('Sa copie est dans « Envoyés »')
    expect(wordsOf({ state: 'sent', trouble: 'full' })).toContain('votre boîte est pleine')
  })

  it('say when it leaves, and who takes it away', () => {
    const planned = { state: 'waiting' as const, planned: true, dueAt: new Date('2106-11-29T07:00:00Z') }
    expect(wordsOf({ ...planned, leavesBy: 'relay' })).toContain('il partira le lundi 29 novembre 2106, 8 h 00.')
    expect(wordsOf({ ...planned, leavesBy: 'sign-in' })).toContain('à votre prochaine connexion à partir du lundi 29')
    const undoable = wordsOf({ ...planned, planned: false, dueAt: new Date('2106-11-29T07:00:05Z') })
    expect(undoable).toContain('Votre message part à 8 h 00 min 05 s.')
  })

  it('say of an hour that comes twice in October which one counts', () => {
    const twice = { state: 'waiting' as const, planned: true, dueAt: new Date('2106-10-31T00:30:00Z') }
    expect(wordsOf(twice)).toContain('31 octobre 2106, 2 h 30. Cette nuit-là, cette heure vient deux fois')
    expect(wordsOf({ ...twice, dueAt: new Date('2106-10-31T03:30:00Z') })).not.toContain('deux fois')
  })

  it('say why it waits for its writer', () => {
    expect(wordsOf({ state: 'waiting', trouble: 'held' })).toContain('il ne partira pas sans vous')
    expect(wordsOf({ state: 'waiting', trouble: 'rate' })).toContain('Beaucoup de vos messages sont partis')
    const identity = wordsOf({ state: 'refused', trouble: 'identity' })
    expect(identity).toContain('n’est plus la vôtre. Personne ne l’a reçu.')
    expect(identity).toContain('choisissez une de vos adresses')
  })

  it('say in French what a server’s code means', () => {
    const too = { state: 'refused' as const, trouble: 'refused' as const }
    expect(wordsOf({ ...too, code: 552, response: '5.3.4 Message too big' })).toContain('il est trop lourd')
    expect(wordsOf({ ...too, code: 554, response: '5.7.1 Spam' })).toContain('corrigez ce qui a été refusé')
    const rejected = [{ address: 'a@b.fr', code: 552, response: '5.2.2 Mailbox full', temporary: false }]
    const words = wordsOf({ ...too, code: 552, response: '5.2.2 Mailbox full', receipt: { accepted: [], rejected } })
    expect(words).toContain('La boîte de ce correspondant est pleine : « 5.2.2 Mailbox full »')
  })

  it.each([
    [550, '5.1.1 <a@b.fr> User unknown', 'unknown'],
    [452, '4.2.2 Over quota', 'full'],
    [552, 'message size exceeds fixed maximum', 'large'],
    [550, 'blocked, see 5.1.1.1', 'other'],
    [550, '5.7.1 denied', 'other'],
  ])('know %i %s for %s', (code, response, refusal) => {
    expect(refusalIn({ code, response })).toBe(refusal)
  })
})
