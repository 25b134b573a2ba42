import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import type { Many } from './many.ts'
import type { Compared } from './measure.ts'

export interface Row extends Compared {
  what: string
  /** Messages in the mailbox. */
  size: number
  bytes: number
}

interface Results {
  rows: Row[]
  many: Many
  attachments: { down: number; up: number }
}

const readme = path.join(import.meta.dirname, '../../README.md')
const marks = { begin: '<!-- bench -->', end: '<!-- /bench -->' }

/** Prints the tables, and puts them where README keeps them. */
export async function writeTables(results: Results): Promise<void> {
  const tables = [pagesTable(results.rows), crowdTable(results.many), wordsOf(results)].join('\n\n')
  process.stdout.write(`${tables}\n`)
  const text = await readFile(readme, 'utf8')
  const [before = '', rest = ''] = text.split(marks.begin)
  const after = rest.includes(marks.end) ? rest.slice(rest.indexOf(marks.end) + marks.end.length) : rest
  await writeFile(readme, `${before}${marks.begin}\n\n${tables}\n\n${marks.end}${after}`)
}

const figure = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

function pagesTable(rows: Row[]): string {
  const head = [
    'page',
    'messages',
    'median ms',
    'p95 ms',
    'raw IMAP ms',
    'ratio',
    'processor ms, ours + Dovecot',
    'bytes',
  ]
  const cells = rows.map(({ what, size, page, floor, own, dovecot, bytes }) => [
    what,
    size.toLocaleString('en-GB'),
    figure(page.median),
    figure(page.p95),
    figure(floor.median),
    figure(page.median / floor.median),
    `${figure(own)} + ${dovecot === undefined ? '?' : figure(dovecot)}`,
    bytes.toLocaleString('en-GB'),
  ])
  return drawn(head, cells)
}

const crowdTable = ({ throughput }: Many): string =>
  drawn(
    ['readers at once', 'inbox pages a second', 'p95 ms'],
    throughput.map(({ readers, perSecond, p95 }) => [String(readers), perSecond.toFixed(0), figure(p95)]),
  )

function wordsOf({ many: { idle, full, people }, attachments: { down, up } }: Results): string {
  const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
  const each = ((full - idle) * 1024) / (people - 1)
  return [
    `One run on ${machine}, Node ${process.version}, readers and Dovecot on the same machine; pages compressed.`,
    `The process holds ${idle.toFixed(0)} MiB with one reader, ${full.toFixed(0)} with ${String(people)}: ${each.toFixed(0)} KB each with their connections.`,
    `A file of 25 MB adds ${down.toFixed(0)} MiB at most while it comes down, ${up.toFixed(0)} while it goes up.`,
  ].join('\n')
}

const drawn = (head: string[], cells: string[][]): string =>
  [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n')
