import { readFrozen, readInside } from '../../src/list/frozen.ts'

const fields = (count: number, folder: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `${at + 1}.7.${folder(at)}`)

describe('frozen messages that come back', () => {
  it('are those of each folder once, as a page names them', () => {
    const sent = fields(1_900, () => 'Corbeille')
    const once = [{ folder: 'Corbeille', uidValidity: '7', set: '1' }]

    expect(readFrozen({ frozen: sent }).chosen).toEqual(once)
    expect(readInside({ inside: sent })).toEqual(once)
  })

  it('are of no more folders than a page could name', () => {
    expect(readFrozen({ frozen: fields(1_900, (at) => `Projet ${at}`) }).chosen).toHaveLength(1_000)
    expect(readFrozen({ frozen: fields(300, (at) => `Projet ${at}`) }).chosen).toHaveLength(300)
  })
})
