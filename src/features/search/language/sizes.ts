import { folded } from './term.ts'

/** What a server can count (RFC 9051 §9, number). */
const most = 4_294_967_295

const powers = ['o', 'k', 'm', 'g']

/** Bytes: « 5Mo », « 1,5 mb », « 200k »; a number alone is of megabytes. */
export function bytesOf(typed: string): number | undefined {
  const found = /^(\d{1,12}(?:[.,]\d{1,6})?) ?(o|octets?|b|bytes?|[kmg](?:o|b|io|ib)?)?$/.exec(folded(typed))
  if (!found) return undefined
  const [, number = '', unit = 'm'] = found
  const power = unit.startsWith('b') ? 0 : powers.indexOf(unit.slice(0, 1))
  return Math.min(most, Math.round(Number(number.replace(',', '.')) * 1024 ** power))
}

/** The shortest way to write bytes that is understood as the same. */
export function sizeIn(bytes: number, language: string): string {
  const unit = language === 'fr' ? 'o' : 'b'
  const power = bytes === 0 ? 0 : [3, 2, 1].find((one) => bytes % 1024 ** one === 0)
  return power ? `${bytes / 1024 ** power}${['', 'k', 'M', 'G'][power] ?? ''}${unit}` : `${bytes}${unit}`
}
