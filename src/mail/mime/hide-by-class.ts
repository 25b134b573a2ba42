import { elementsOf, type HtmlElement } from './html-tree.ts'

/** A rule of a sanitised sheet, at the start of its line, that hides one class whatever the screen. */
const hidingRule = /^\.([\w-]+)\{(?:[^{}]*;)?display:none/gm

/** Writes on the elements themselves what the sheet hides: newsletters repeat their first words in a hidden line. */
export function hideByClass(root: HtmlElement, sheet: string): void {
  const hidden = new Set(Array.from(sheet.matchAll(hidingRule), ([, name]) => name))
  if (hidden.size === 0) return
  for (const { attributes } of elementsOf(root)) {
    const classes = attributes['class']?.split(/\s+/) ?? []
    if (classes.some((name) => hidden.has(name))) attributes['style'] = 'display:none'
  }
}
