/** The IMAP line is cut, or falls silent, at every kind of byte. `node test/faults/imap-cuts.ts --runs 1000 --seed 1` */
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startApplication, type RunningApplication } from '../bench/application.ts'
import { memoryOf } from '../bench/processor.ts'
import { startFaultProxy, type FaultProxy } from '../lab/fault-proxy.ts'
import { startLab } from '../lab/index.ts'
import type { LabPlaces } from '../lab/places.ts'
import { chanceFrom } from '../lab/seed/random.ts'
import { toolsFor } from '../lab/tools.ts'
import { browse } from '../support/browser.ts'
import { choosePlaces, type CutPlace } from './cut-places.ts'
import { type Outcome, type Scene, scenes } from './cut-scenes.ts'

export interface CutTally {
  runs: number
  /** Whole all the same, or said to be wrong. */
  whole: number
  said: number
  /** What a page should never be, and where its line was cut. */
  wrong: string[]
  /** What the process has more than before, 30 s later at most. */
  descriptors: number
  /** MiB of memory that the process has more than before. */
  memory: number
}

/** One run in so many loses the rest of what the server says, and not the line: it takes until the deadline. */
const silences = 8

/** Whole conversations of each scene, after which the process has compiled and kept what it will. */
const warmth = 8

/** Silence lasts little, and what is remembered of messages is soon full: what grows after that is a leak. */
const settings = {
  MAIL_CONNECT_MS: '1000',
  MAIL_COMMAND_MS: '250',
  IMAP_IDLE_S: '1',
  MAIL_CACHE_MB: '1',
  LOG_LEVEL: 'silent',
}

interface Ground {
  proxy: FaultProxy
  application: RunningApplication
}

interface Run {
  scene: Scene
  place: CutPlace
}

export async function cutImap(places: LabPlaces, { runs, seed }: { runs: number; seed: number }): Promise<CutTally> {
  const folder = await mkdtemp(path.join(tmpdir(), 'traboule-cuts-'))
  const heard = new Map<number, Buffer[]>()
  const proxy = await startFaultProxy(places.imap, (line, bytes) =>
    heard.set(line, [...(heard.get(line) ?? []), bytes]),
  )
  const application = await startApplication({ ...places, imap: proxy.address, folder }, settings)
  const chance = chanceFrom(seed)
  try {
    const chosen: Run[] = []
    for (const create of scenes) {
      const scene = create(await stageOf(places, application))
      for (let turn = 0; turn < warmth; turn++) {
        const act = await scene.prepare(-turn)
        proxy.restart()
        heard.clear()
        await act()
      }
      const cuts = choosePlaces(longestOf(heard), Math.ceil(runs / scenes.length), chance)
      chosen.push(...cuts.map((place) => ({ scene, place })))
    }
    return await playAll(chosen.slice(0, runs), { proxy, application })
  } finally {
    await application.stop()
    await proxy.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The line on which the server said most. */
const longestOf = (heard: Map<number, Buffer[]>): Buffer =>
  [...heard.values()]
    .map((chunks) => Buffer.concat(chunks))
    .reduce((longest, said) => (said.length > longest.length ? said : longest), Buffer.alloc(1))

async function stageOf(places: LabPlaces, { port }: RunningApplication) {
  const tools = toolsFor(places)
  const user = await tools.addUser()
  const browser = browse(`http://127.0.0.1:${String(port)}`)
  const login = await browser.open('/login')
  await login.press('Se connecter', { username: user.login, password: user.password, computer: 'own' })
  return { tools, user, browser }
}

async function playAll(chosen: Run[], ground: Ground): Promise<CutTally> {
  const { pid } = ground.application
  const before = { descriptors: await fewest(pid), memory: memoryOf(pid) }
  const tally: CutTally = { runs: chosen.length, whole: 0, said: 0, wrong: [], descriptors: 0, memory: 0 }
  for (const [turn, run] of chosen.entries()) {
    for (const outcome of await play(run, turn + 1, ground)) {
      if (outcome === 'whole' || outcome === 'said') tally[outcome]++
      else tally.wrong.push(`${run.scene.name}, ${run.place.what} at ${String(run.place.after)}: ${outcome}`)
    }
  }
  tally.descriptors = (await fewest(pid, before.descriptors)) - before.descriptors
  tally.memory = memoryOf(pid) - before.memory
  return tally
}

/** On a new line, so that the place is the same each time. */
async function play({ scene, place }: Run, turn: number, { proxy }: Ground): Promise<Outcome[]> {
  const act = await scene.prepare(turn)
  proxy.restart()
  if (turn % silences === 0) proxy.truncateAfter(place.after)
  else proxy.cutAfter(place.after)
  const outcome = await act()
  proxy.pass()
  proxy.restart()
  const first = await scene.afterwards(turn)
  // A machine that does much else may be late once.
  const afterwards = first === 'said' ? await scene.afterwards(turn) : first
  return afterwards === 'whole' ? [outcome] : [outcome, `wrong: afterwards ${afterwards}`]
}

/** File descriptors once what is idle has been closed: the fewest seen, as soon as they are no more than `enough`. */
async function fewest(pid: number, enough = 0): Promise<number> {
  const end = performance.now() + (enough > 0 ? 30_000 : 2_000)
  let least = Infinity
  while (least > enough && performance.now() < end) {
    least = Math.min(least, readdirSync(`/proc/${String(pid)}/fd`).length)
    await pause(50)
  }
  return least
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  })
  const lab = await startLab()
  try {
    const tally = await cutImap(lab, { runs: Number(values.runs), seed: Number(values.seed) })
    process.stdout.write(`${JSON.stringify(tally, null, 2)}\n`)
    if (tally.wrong.length > 0 || tally.descriptors > 0 || tally.memory > 10) process.exitCode = 1
  } finally {
    await lab.stop()
  }
}
