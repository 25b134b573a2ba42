/**
 * The Content-Disposition header (RFC 6266) of a download: whole in `filename*` (RFC 8187), and as near as ASCII goes
 * in `filename` for what does not read that. Any name may be given: what could end the header is left out.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const whole = name.toWellFormed().replace(/\p{Cc}/gu, '')
  const fallback = inAscii(whole)
  const header = `${kind}; filename="${fallback}"`
  return fallback === whole ? header : `${header}; filename*=UTF-8''${percentEncode(whole)}`
}

const inWords: Record<string, string> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', '’': "'", '–': '-', '—': '-' }

/** RFC 6266 appendix D: no quote, no backslash, and no per cent, which some browsers decode there. */
function inAscii(name: string): string {
  return name
    .replace(/[œŒæÆß’–—]/g, (letter) => inWords[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s/gu, ' ')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_')
}

/** RFC 8187 §3.2.1 allows less than a URL does. */
function percentEncode(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}
