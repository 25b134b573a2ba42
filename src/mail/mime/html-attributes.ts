import { safeHref } from './link-target.ts'
import { idPrefix, safeStyle } from './sanitise-css.ts'

export type Attributes = Record<string, string>

/** Gives the value to keep, or undefined to drop the attribute. */
type Check = (value: string) => string | undefined

const matching =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value.trim()) ? value.trim() : undefined

const number =
  (limit: number): Check =>
  (value) => {
    const whole = /^\s*(\d{1,5})/.exec(value)?.[1]
    return whole && Number(whole) <= limit ? String(Number(whole)) : undefined
  }

/** Pixels, or a share of what surrounds it. */
const length: Check = (value) =>
  /^\s*(?:100|\d{1,2})(?:\.\d{1,4})?%\s*$/.test(value) ? value.trim() : number(3000)(value)

const colour = matching(/^#?[a-z0-9]{1,30}$/i)
const side = matching(/^(?:left|right|center|justify|top|middle|bottom|baseline)$/i)

/** Of any element. `title` is left out: it shows words over links that the letter's reader takes for ours. */
const anywhere: Record<string, Check> = {
  class: (value) => value.slice(0, 500).trim() || undefined,
  id: (value) => (/^[\w-]{1,100}$/.test(value) ? (value.startsWith(idPrefix) ? value : idPrefix + value) : undefined),
  lang: matching(/^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}$/i),
  dir: matching(/^(?:ltr|rtl)$/i),
  align: side,
  valign: side,
  bgcolor: colour,
  width: length,
  height: length,
  role: matching(/^(?:presentation|none)$/),
}

const ofElement: Record<string, Record<string, Check>> = {
  table: { border: number(20), cellpadding: number(100), cellspacing: number(100) },
  td: { colspan: number(100), rowspan: number(100) },
  th: { colspan: number(100), rowspan: number(100), scope: matching(/^(?:row|col)$/i) },
  col: { span: number(100) },
  colgroup: { span: number(100) },
  ol: { start: number(99_999), type: matching(/^[1ai]$/i) },
  font: { color: colour, face: matching(/^[\w ,'-]{1,200}$/), size: matching(/^[+-]?[1-7]$/) },
  blockquote: { type: matching(/^cite$/i) },
  hr: { size: number(20), color: colour },
}

/** Every attribute name that some element may keep. */
export const attributeNames = [
  ...new Set([...Object.keys(anywhere), ...Object.values(ofElement).flatMap((checks) => Object.keys(checks))]),
  ...['style', 'href', 'target', 'rel', 'src', 'alt'],
]

/** Keeps what an element may carry, values checked one by one. Styles are parsed once: newsletters repeat them. */
export function attributeCleaner(): (element: string, attributes: Attributes) => Attributes {
  const styles = new Map<string, string>()
  const styleOf = (style: string) => {
    const known = styles.get(style)
    if (known !== undefined) return known
    const safe = safeStyle(style)
    styles.set(style, safe)
    return safe
  }

  return (element, attributes) => {
    const kept: Attributes = {}
    const own = Object.hasOwn(ofElement, element) ? ofElement[element] : undefined
    for (const [name, value] of Object.entries(attributes)) {
      const check = Object.hasOwn(anywhere, name)
        ? anywhere[name]
        : own && Object.hasOwn(own, name)
          ? own[name]
          : undefined
      const safe = name === 'style' ? styleOf(value) : check?.(value)
      if (safe) kept[name] = safe
    }
    if ('hidden' in attributes) kept['style'] = 'display:none'
    return element === 'a' ? { ...kept, ...linkAttributes(attributes['href']) } : kept
  }
}

/** Without `target` a link would open inside the letter's own frame. */
function linkAttributes(href = ''): Attributes {
  const safe = safeHref(href)
  return safe ? { href: safe, target: '_blank', rel: 'noopener noreferrer' } : {}
}
