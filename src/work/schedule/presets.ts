import { inParis, whenInParis } from './paris.ts'
import { backToSchool } from './school-holidays.ts'

/** Hours that « Envoyer plus tard » proposes: the next day, the next Monday, the first school day after the holidays. */
export type PresetName = 'tomorrow' | 'monday' | 'back'

export interface Preset {
  name: PresetName
  at: Date
}

const morning = Temporal.PlainTime.from('08:00')

/** Those there are at `now`, each at 8 h in Paris, soonest first; of two on one morning, the one named first. */
export function presetsAt(now: Date): Preset[] {
  const today = inParis(now).toPlainDate()
  const days: [PresetName, Temporal.PlainDate | undefined][] = [
    ['tomorrow', today.add({ days: 1 })],
    ['monday', today.add({ days: 8 - today.dayOfWeek })],
    ['back', backToSchool(today)],
  ]
  const presets = days.flatMap(([name, day]) => {
    const at = day && whenInParis(day.toPlainDateTime(morning))
    return at ? [{ name, at }] : []
  })
  return presets
    .filter(({ at }, index) => presets.findIndex((other) => other.at.getTime() === at.getTime()) === index)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}
