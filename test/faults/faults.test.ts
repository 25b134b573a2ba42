import { lab } from '../support/lab.ts'
import { killLater } from './later-kills.ts'
import { killOutboxes } from './outbox-kills.ts'
import { pressInParallel } from './parallel-presses.ts'
import { cutLines } from './smtp-cuts.ts'

const nothingWrong = { lost: 0, doubled: 0, wrongCopies: 0 }

describe('whatever happens while letters are sent', () => {
  it('none is lost or doubled when processes are killed', async () => {
    const tally = await killOutboxes(lab(), { sends: 25, kills: 5 })
    expect(tally).toMatchObject({ sends: 25, ...nothingWrong })
    expect(tally.filed + tally.maybe.arrived + tally.maybe.not).toBe(25)
  }, 60_000)

  it('none that leaves later is lost, doubled or early when processes are killed and clocks are set', async () => {
    const tally = await killLater(lab(), { sends: 60, kills: 6 })
    expect(tally).toMatchObject({ sends: 60, early: 0, ...nothingWrong })
    expect(tally.filed + tally.maybe.arrived + tally.maybe.not).toBe(60)
    expect(tally.relayed).toBeGreaterThan(0)
  }, 120_000)

  it('none is lost or doubled when the line is cut', async () => {
    const tally = await cutLines(lab(), { sends: 20 })
    expect(tally).toMatchObject({ sends: 20, ...nothingWrong })
    expect(tally.filed + tally.maybe.arrived + tally.maybe.not).toBe(20)
  }, 60_000)

  it('one number pressed fifty times at once in two processes is one letter', async () => {
    await expect(pressInParallel(lab(), { rounds: 1 })).resolves.toMatchObject({ sends: 1, filed: 1, ...nothingWrong })
  }, 60_000)
})
