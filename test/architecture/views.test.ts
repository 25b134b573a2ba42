import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { messages } from '../../src/i18n/messages.ts'

const viewsFolder = path.join(import.meta.dirname, '../../views')
const views = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ejs'))
  .map((file) => ({ file, source: readFileSync(path.join(viewsFolder, file), 'utf8') }))

describe.each(views)('$file', ({ source }) => {
  it('prints nothing unescaped except partials and the page itself', () => {
    const raw = [...source.matchAll(/<%-\s*([^\s(]+)/g)].map(([, what]) => what)
    expect(raw.filter((what) => what !== 'include' && what !== 'content')).toEqual([])
  })

  it('asks only for messages that exist', () => {
    const keys = [...source.matchAll(/\bt\('([^']+)'/g)].map(([, key = '']) => key)
    expect(keys.filter((key) => !(key in messages.fr))).toEqual([])
  })

  it('says nothing of its own: every word goes through the translations', () => {
    const words = source.replace(/<%[\s\S]*?%>/g, '').replace(/<[^>]*>/g, '')
    expect(words.match(/\p{L}{3,}/gu) ?? []).toEqual([])
  })

  it('works without script and keeps its style in the sheet', () => {
    expect(source).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|formaction=|<button|\sform="/)
  })

  it('fits on one screen and a half', () => {
    expect(source.split('\n').length).toBeLessThanOrEqual(100)
  })
})
