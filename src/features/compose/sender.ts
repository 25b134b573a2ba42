import type { Person } from '../../accounts/index.ts'

/** From is only ever one of the person's addresses, whatever a draft or a form says. */
export function ownAddress(chosen: string, { addresses }: Person): string {
  const typed = chosen.toLowerCase()
  const own = addresses.find((address) =>
    [address.toLowerCase(), `<${address.toLowerCase()}>`].some((form) => typed.endsWith(form)),
  )
  return own ?? addresses[0] ?? ''
}
