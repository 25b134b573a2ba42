import { toolsFor, type LabTools } from '../lab/tools.ts'
import type { LabPlaces } from '../lab/places.ts'

/** The lab of this test run, started by Jest in another process: its places, and what can be done to it from here. */
export function lab(): LabPlaces & LabTools {
  const given = process.env.TRABOULE_LAB
  if (given === undefined) throw new Error('No lab is running: these tests are started by `npm test`')
  const places = JSON.parse(given) as LabPlaces
  return { ...places, ...toolsFor(places) }
}
