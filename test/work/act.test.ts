import { askedBy, lacking } from '../../src/work/index.ts'

const nothing = { to1: '', to2: '', label1: '', label2: '' }

describe('what a submit asks for', () => {
  it.each([
    { submit: 'move1', choices: { to1: 'A', to2: 'B' }, asked: { moveTo: 'A' } },
    { submit: 'move2', choices: { to1: 'A', to2: 'B' }, asked: { moveTo: 'B' } },
    { submit: 'copy2', choices: { to1: 'A' }, asked: { copyTo: 'A' } },
    { submit: 'label1', choices: { label2: '$label1' }, asked: { label: '$label1' } },
    { submit: 'unlabel2', choices: { label1: '$label1' }, asked: { unlabel: '$label1' } },
    { submit: 'archive', choices: {}, asked: 'archive' },
    { submit: 'remove', choices: {}, asked: 'remove' },
  ])('$submit with $choices is $asked: whoever chose above and pressed below is understood', (given) => {
    expect(askedBy(given.submit, { ...nothing, ...given.choices })).toEqual(given.asked)
  })

  it('is nothing for the names of other submits, and of what every object has', () => {
    for (const submit of ['', 'nothing', 'move', 'move3', 'copy', 'constructor', '__proto__', 'toString'])
      expect([submit, askedBy(submit, nothing)]).toEqual([submit, undefined])
  })

  it('lacks a folder or a label that was not chosen', () => {
    const lacks = (submit: string, choices = {}) => {
      const asked = askedBy(submit, { ...nothing, ...choices })
      return asked && lacking(asked)
    }
    expect(['move1', 'copy2'].map((submit) => lacks(submit))).toEqual(['where', 'where'])
    expect(['label1', 'unlabel2'].map((submit) => lacks(submit))).toEqual(['label', 'label'])
    expect([lacks('move1', { to1: 'A' }), lacks('label1', { label1: 'x' }), lacks('delete')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
