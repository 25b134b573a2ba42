import type { CssNode, Rule } from 'css-tree'
import generate from 'css-tree/generator'
import parse from 'css-tree/parser'
import walk from 'css-tree/walker'
import { safeDeclaration } from './css-values.ts'

/** Characters of style sheets beyond which the rest is left out. */
const longestSheet = 200_000
const longestStyle = 4000
const mostRules = 2000

/** Selectors that only say which element of the letter is meant. */
const pseudoClasses = new Set([
  'hover',
  'link',
  'visited',
  'active',
  'focus',
  'first-child',
  'last-child',
  'nth-child',
  'first-of-type',
  'last-of-type',
])

const selectorNodes = new Set([
  'SelectorList',
  'Selector',
  'TypeSelector',
  'ClassSelector',
  'IdSelector',
  'Combinator',
  'PseudoClassSelector',
  'Nth',
  'AnPlusB',
  'Identifier',
  'Percentage',
])

/** What ids of a letter begin with, so that they name nothing of ours. */
export const idPrefix = 'l-'

/** A `style` attribute reduced to the declarations that are safe; empty when none is. Never throws. */
export function safeStyle(style: string): string {
  if (style.length > longestStyle) return ''
  try {
    return declarationsOf(parse(style, { context: 'declarationList', parseCustomProperty: false })).join(';')
  } catch {
    // css-tree is recursive: some hundreds of open brackets exhaust its stack.
    return ''
  }
}

/** A style sheet reduced to safe rules, also inside `@media`; empty when it cannot be parsed. Never throws. */
export function safeSheet(sheet: string): string {
  try {
    const tree = parse(sheet.slice(0, longestSheet), { parseCustomProperty: false, parseRulePrelude: true })
    return rulesOf(tree, true).slice(0, mostRules).join('\n')
  } catch {
    return ''
  }
}

function declarationsOf(list: CssNode): string[] {
  if (!('children' in list) || !list.children) return []
  const kept: string[] = []
  for (const node of list.children) {
    const text = node.type === 'Declaration' ? safeDeclaration(node, generate) : undefined
    if (text) kept.push(text)
  }
  return kept
}

function rulesOf(sheet: CssNode, mayNest: boolean): string[] {
  if (!('children' in sheet) || !sheet.children) return []
  const rules: string[] = []
  for (const node of sheet.children) {
    if (node.type === 'Rule') rules.push(...ruleText(node))
    if (node.type !== 'Atrule' || node.name.toLowerCase() !== 'media' || !mayNest || !node.block) continue
    const query = node.prelude ? generate(node.prelude) : ''
    const inside = /^[\w\s():,.-]{1,200}$/.test(query) ? rulesOf(node.block, false) : []
    if (inside.length > 0) rules.push(`@media ${query}{${inside.join('')}}`)
  }
  return rules
}

function ruleText(rule: Rule): string[] {
  const selector = safeSelector(rule.prelude)
  const declarations = selector ? declarationsOf(rule.block) : []
  return selector && declarations.length > 0 ? [`${selector}{${declarations.join(';')}}`] : []
}

function safeSelector(prelude: CssNode): string | undefined {
  let safe = prelude.type === 'SelectorList'
  walk(prelude, (node) => {
    if (!selectorNodes.has(node.type)) safe = false
    // « p ~ p ~ p » over some thousand paragraphs keeps a browser busy for half a minute.
    if (node.type === 'Combinator' && node.name === '~') safe = false
    if (node.type === 'PseudoClassSelector' && !pseudoClasses.has(node.name.toLowerCase())) safe = false
    if (node.type === 'IdSelector' && !node.name.startsWith(idPrefix)) node.name = idPrefix + node.name
  })
  if (!safe) return undefined
  const text = generate(prelude)
  // Escapes that class names of real letters carry (`.sm\:w-full`), and no other.
  return text.length <= 300 && !/\\(?![:/.%])|</.test(text) ? text : undefined
}
