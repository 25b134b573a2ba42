import { senderOf } from '../../src/work/index.ts'

describe('whom a letter comes from', () => {
  const person = { login: 'd', name: 'Marie', addresses: ['durand@exemple.fr', 'marie.durand@exemple.fr'] }

  it.each([
    ['marie.durand@exemple.fr', 'marie.durand@exemple.fr'],
    ['Marie <Marie.Durand@exemple.fr>', 'marie.durand@exemple.fr'],
    ['durand@exemple.fr', 'durand@exemple.fr'],
    ['autre@exemple.fr', 'durand@exemple.fr'],
    ['x.durand@exemple.fr', 'durand@exemple.fr'],
    ['', 'durand@exemple.fr'],
  ])('of « %s », is the one of their own addresses that was chosen: %s', (from, address) => {
    expect(senderOf(from, person)).toEqual({ name: 'Marie', address })
  })

  it('keeps the name that an identity gives to one of them, and no other’s', () => {
    expect(senderOf('Collège Ampère <durand@exemple.fr>', person).name).toBe('Collège Ampère')
    expect(senderOf('Le recteur <recteur@exemple.fr>', person)).toEqual({ name: 'Marie', address: 'durand@exemple.fr' })
  })
})
