/** Where France's schools are, the nearest first; every other zone the process knows comes after. */
const ofFrance = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Marquesas',
  'Pacific/Gambier',
  'Pacific/Wallis',
]

export interface Zones {
  france: string[]
  world: string[]
}

let known: Zones | undefined

function zones(): Zones {
  const world = () => Intl.supportedValuesOf('timeZone').filter((name) => !ofFrance.includes(name))
  return (known ??= { france: ofFrance, world: world() })
}

/** With the one that was chosen, should it go by a name that is no longer usual. */
export function zonesWith(chosen: string | undefined): Zones {
  const { france, world } = zones()
  return chosen === undefined || isZone(chosen) ? { france, world } : { france, world: [chosen, ...world] }
}

export const isZone = (name: string): boolean => zones().france.includes(name) || zones().world.includes(name)

/** « Indian/Reunion » as people write it: « Reunion (Indian) ». */
export function zoneWords(name: string): string {
  const [area = '', ...places] = name.replaceAll('_', ' ').split('/')
  return places.length > 0 ? `${places.reverse().join(', ')} (${area})` : area
}
