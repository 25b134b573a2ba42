/** One spelling for what people type as their name: no spaces around, no signs that cannot be seen, lower case, NFC. */
export function normaliseTyped(typed: string): string {
  return typed
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .normalize('NFC')
    .toLowerCase()
}
