import type { ServerAddress } from './types.ts'

/** Passwords and mail go in clear, or to anybody, only where nobody is on the way. Throws at start-up otherwise. */
export function checkServerAddress({ host, tls, selfSigned }: ServerAddress): void {
  if (isLoopback(host)) return
  if (tls === 'none') throw new Error(`Without TLS only a loopback host will do, not ${host}`)
  if (selfSigned) throw new Error(`An unsigned certificate will do for a loopback host only, not for ${host}`)
}

/** Whether a host is this machine, by its name or address alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
