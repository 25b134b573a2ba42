import { escaped } from './escaped.ts'
import type { LetterElement, LetterNode } from './types.ts'

/**
 * A letter as a whole HTML document to be sent: written from its tree, so that nothing of a stranger's markup can be in
 * it. Pictures leave their words; quotes of earlier messages stand open, as mail programs fold them in their own way.
 */
export function writeHtml(nodes: LetterNode[], language: string): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${quoted(language)}">`,
    '<head><meta charset="utf-8"></head>',
    `<body>${nodes.map(written).join('')}</body>`,
    '</html>',
    '',
  ].join('\r\n')
}

function written(node: LetterNode): string {
  if (typeof node === 'string') return escaped(node)
  const inside = node.children.map(written).join('')
  switch (node.tag) {
    case 'br':
    case 'hr':
      return `<${node.tag}>`
    case 'img':
      return escaped(node.alt ?? '')
    case 'a':
      return node.href === undefined ? inside : `<a href="${quoted(node.href)}">${inside}</a>`
    default:
      return `<${node.tag}${attributesOf(node)}>${inside}</${node.tag}>`
  }
}

function attributesOf({ tag, lang, dir, colspan, rowspan, start }: LetterElement): string {
  const attributes: [string, string | number | undefined][] = [
    // What mail programs know a quote by.
    ['type', tag === 'blockquote' ? 'cite' : undefined],
    ['lang', lang],
    ['dir', dir],
    ['colspan', colspan],
    ['rowspan', rowspan],
    ['start', start],
  ]
  return attributes.map(([name, value]) => (value === undefined ? '' : ` ${name}="${quoted(String(value))}"`)).join('')
}

const quoted = (value: string): string => escaped(value).replaceAll('"', '&quot;')
