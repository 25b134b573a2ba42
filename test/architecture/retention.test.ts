import { readFileSync } from 'node:fs'
import path from 'node:path'
import { addressesCountFor, browsersAreKnownFor } from '../../src/accounts/brake-counters.ts'
import { countedFor } from '../../src/accounts/brake-delay.ts'
import { absoluteLifetime, idleLifetime } from '../../src/accounts/session-lifetimes.ts'
import { retention } from '../../src/work/index.ts'

const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8')
const cells = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
const keptOf = (what: string) => cells.find(([, first]) => first?.startsWith(what))?.[2]

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
function inWords(milliseconds: number): string {
  if (milliseconds > day) return `${milliseconds / day} days`
  const hours = milliseconds / hour
  return hours === 1 ? '1 hour' : `${hours} hours`
}

describe('what README says is kept', () => {
  it.each(Object.values(retention))('$what: as long as the sweeper leaves it', ({ what, keep }) => {
    expect(keptOf(what)).toMatch(new RegExp(`^${inWords(keep)}\\b`))
  })

  it.each([
    ['A browser in which somebody signed in', browsersAreKnownFor],
    ['Failed sign-ins of an account', countedFor],
    ['Failed sign-ins from an address', addressesCountFor],
  ])('%s: as long as it counts', (what, keep) => {
    expect(keptOf(what)).toBe(inWords(keep))
  })

  it('of sessions is what ends them', () => {
    const [shared, own] = [idleLifetime.shared / minute, idleLifetime.own / minute]
    const words = `${shared} minutes idle on a shared computer, ${own} on one’s own; ${inWords(absoluteLifetime)} at most`
    expect(keptOf('Session')).toBe(words)
  })
})
