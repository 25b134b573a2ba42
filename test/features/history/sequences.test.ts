import { chanceFrom } from '../../lab/seed/random.ts'
import { application, type Application } from '../../support/webmail.ts'
import { type Choose, deeds, livedIn, said, saidId, undo } from './deeds.ts'
import { dump } from './dump.ts'

const sequences = Number(process.env.UNDO_SEQUENCES ?? 25)
const first = Number(process.env.UNDO_SEED ?? 1)

let at: Application
beforeAll(async () => {
  at = await application()
})

describe('whatever was done', () => {
  it.each(Array.from({ length: sequences }, (_item, index) => first + index))(
    'undone in reverse order leaves the mailbox as it was (sequence %s)',
    async (seed) => {
      const chance = chanceFrom(seed)
      const choose: Choose = (from) => chance.oneOf(from)
      const site = await livedIn(at)
      const before = await dump(site.user)

      const done: { name: string; id: string; words: string }[] = []
      const wanted = 1 + chance.below(10)
      for (let tries = 0; done.length < wanted && tries < 60; tries++) {
        const name = choose(Object.keys(deeds))
        const page = await deeds[name]?.(site, choose)
        const id = page && saidId(page)
        if (id && page.html.includes('name="from"')) done.push({ name, id, words: said(page) })
      }

      const undone: string[] = []
      for (const { name, id, words } of done.toReversed())
        undone.push(`${name}: ${words} → ${said(await undo(site.browser, id))}`)
      if (process.env.UNDO_TELL) process.stderr.write(`${String(seed)}\n  ${undone.join('\n  ')}\n`)
      expect({ undone, after: await dump(site.user) }).toEqual({ undone, after: before })
    },
    60_000,
  )
})
