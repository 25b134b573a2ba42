/** Elements whose content is no text. */
const silent = /^<(script|style|title|svg|template)[\s>/]/i

const lineEnds = /^<(?:br|\/?p|\/?div|\/tr|\/li|\/h[1-6])[\s>/]/i

const entities: Record<string, string> = {
  '&nbsp;': '\u00a0',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** The words of hostile or enormous HTML, in one pass whatever it holds. Only ever shown as text. */
export function stripTags(html: string): string {
  const parts: string[] = []
  // Only ASCII: « İ » grows in lower case, and places would shift.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  // An end that is not found is not looked for again, or `<style>` repeated would take quadratic time.
  const absent = new Set<string>()
  const find = (what: string, from: number) => {
    const found = absent.has(what) ? -1 : lower.indexOf(what, from)
    if (found < 0) absent.add(what)
    return found
  }

  for (let at = 0; at < html.length;) {
    const open = find('<', at)
    parts.push(html.slice(at, open < 0 ? html.length : open))
    if (open < 0) break
    const start = html.slice(open, open + 12)
    if (lineEnds.test(start)) parts.push('\n')
    const element = silent.exec(start)?.[1]?.toLowerCase()
    const end = element ? find(`</${element}`, open) : open
    const close = find('>', Math.max(end, open))
    at = close < 0 ? html.length : close + 1
  }
  const text = parts.join('').replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
  return text.replace(/\n{3,}/g, '\n\n')
}
