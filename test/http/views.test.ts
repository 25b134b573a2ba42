import { locales } from '../../src/i18n/index.ts'
import { draw } from '../../src/http/views.ts'

const { t } = locales.en
const keys = {}
const linkTo = (page: number) => `/mail/INBOX?page=${String(page)}`

describe('a view', () => {
  it('is not drawn without a value it prints', async () => {
    await expect(draw('partials/pagination', { t, keys, linkTo, page: 1, pageCount: 1 })).rejects.toThrow('words')
  })

  it('takes a value that was not there when it was first drawn', async () => {
    const onePage = await draw('partials/pagination', { t, keys, words: 'Messages 1 to 3', page: 1, pageCount: 1 })
    const all = { t, keys, linkTo }
    const twoPages = await draw('partials/pagination', { ...all, words: 'Messages 1 to 25', page: 1, pageCount: 2 })

    expect(onePage).toContain('Messages 1 to 3')
    expect(twoPages).toContain('<a class="button" rel="next" href="/mail/INBOX?page=2">')
  })

  it('writes no word of a letter as HTML', async () => {
    const tool = { action: '"><script>', words: `<b>'&'</b>`, look: '' }
    const drawn = await draw('partials/tools', { keys, tools: [tool] })

    expect(drawn).toContain('value="&lt;b&gt;&#39;&amp;&#39;&lt;/b&gt;"')
    expect(drawn).toContain('name="do-&#34;&gt;&lt;script&gt;"')
  })
})
