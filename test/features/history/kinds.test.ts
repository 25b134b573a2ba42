import { chanceFrom } from '../../lab/seed/random.ts'
import { application, type Application, type Webmail } from '../../support/webmail.ts'
import { type Choose, deeds, livedIn, said, saidId, undo } from './deeds.ts'
import { dump } from './dump.ts'

let at: Application
beforeAll(async () => {
  at = await application()
})

/** Tries one kind of deed until it changed something; some folder must offer it. */
async function doOnce(site: Webmail, name: string): Promise<string> {
  const chance = chanceFrom(7)
  const choose: Choose = (from) => chance.oneOf(from)
  for (let tries = 0; tries < 40; tries++) {
    const page = await deeds[name]?.(site, choose)
    const id = page && saidId(page)
    if (id && page.html.includes('value="Annuler"')) return id
  }
  throw new Error(`Nowhere to ${name}`)
}

const settingsOnly = ['change a setting']

describe('undone, one kind of action after the other, the mailbox is as it was', () => {
  it.each(Object.keys(deeds))('%s', async (name) => {
    const site = await livedIn(at)
    if (name === 'show a folder') await doOnce(site, 'hide a folder')
    const before = await dump(site.user)

    const id = await doOnce(site, name)
    const changed = await dump(site.user)
    const back = await undo(site.browser, id)

    if (!settingsOnly.includes(name)) expect(changed).not.toEqual(before)
    expect({ said: said(back), after: await dump(site.user) }).toEqual({ said: said(back), after: before })
    expect(back.$('.said').hasClass('good')).toBe(true)
  })
})
