import type { Browser } from './browser.ts'

/** Name and value of each cookie that an answer sets; an empty value clears it. */
export function cookiesOf(headers: Record<string, unknown>): Map<string, string> {
  return new Map(settingsOf(headers).map((line) => line.split(';')[0]?.split('=') as [string, string]))
}

/** The `Set-Cookie` lines of an answer. */
export function settingsOf(headers: Record<string, unknown>): string[] {
  const lines = headers['set-cookie'] as string[] | string | undefined
  return [lines ?? []].flat()
}

/** What the browser would send as `Cookie` now, over http. */
export function cookieHeader({ agent }: Browser): string {
  const { jar } = agent as unknown as { jar: { getCookies(place: object): { toValueString(): string }[] } }
  const cookies = jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
  return cookies.map((cookie) => cookie.toValueString()).join('; ')
}
