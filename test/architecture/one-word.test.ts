import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')
const foldersIn = (folder: string) =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

describe('one word per feature', () => {
  it.each(foldersIn('src/features'))('%s has its test, its views and its words', (feature) => {
    const there = (...places: string[]) => places.some((place) => existsSync(path.join(root, place)))
    expect(there(`test/features/${feature}.test.ts`, `test/features/${feature}`)).toBe(true)
    expect(there(`views/${feature}`)).toBe(true)
    expect(there(`src/i18n/locales/fr/${feature}.json`)).toBe(true)
  })

  it('every folder of views belongs to a feature', () => {
    const features = foldersIn('src/features')
    expect(foldersIn('views').filter((name) => name !== 'partials' && !features.includes(name))).toEqual([])
  })
})
