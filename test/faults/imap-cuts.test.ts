import { lab } from '../support/lab.ts'
import { cutImap } from './imap-cuts.ts'

// More of them, from another beginning: CUTS=1000 CUTS_SEED=2.
const { CUTS: runs = '60', CUTS_SEED: seed = '1' } = process.env

it('IMAP cut after any byte of a list, a message or an append: said so, never half a mail shown as whole, nothing left behind', async () => {
  const tally = await cutImap(lab(), { runs: Number(runs), seed: Number(seed) })

  expect(tally).toMatchObject({ runs: Number(runs), wrong: [] })
  expect(tally.whole).toBeGreaterThan(0)
  expect(tally.said).toBeGreaterThan(0)
  expect(tally.descriptors).toBeLessThanOrEqual(0)
  expect(tally.memory).toBeLessThanOrEqual(10)
}, 900_000)
