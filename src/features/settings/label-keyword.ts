/** Keywords that other programs give a meaning of their own. */
const reserved = ['junk', 'nonjunk', 'notjunk', 'forwarded', 'redirected', 'mdnsent']

/**
 * The IMAP keyword (RFC 9051 §9, flag-keyword) of a label: its name in letters that every server and program takes.
 * Keywords know no case. `taken` are those there already.
 */
export function keywordFor(name: string, taken: string[]): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
    .replaceAll(/^_|_$/g, '')
  const base = plain || 'etiquette'
  const others = new Set([...reserved, ...taken.map((keyword) => keyword.toLowerCase())])
  let keyword = base
  for (let count = 2; others.has(keyword); count++) keyword = `${base}_${count}`
  return keyword
}
