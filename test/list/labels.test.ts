import { locales } from '../../src/i18n/index.ts'
import { labelsOf } from '../../src/list/labels.ts'

describe('the name of a label', () => {
  const named = (keyword: string) => labelsOf({ labels: [{ keyword, name: ' ' }] }, locales.fr)[0]?.name

  it('is Thunderbird’s in French where its reader gave none', () => {
    expect(['$label1', '$LABEL4'].map(named)).toEqual(['Important', 'À faire'])
  })

  it('is the keyword itself for any other, whatever it is called', () => {
    const keywords = ['devoirs', 'constructor', '__proto__', 'hasOwnProperty', 'toString']
    expect(keywords.map(named)).toEqual(keywords)
  })
})
