import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import type { Measured } from './measure.ts'

export interface Row {
  what: string
  /** Messages in the mailbox. */
  size: number
  wall: Measured
  /** Median milliseconds of the same IMAP commands on a raw line. */
  floor: number
  /** Milliseconds of processor a page. */
  own: number
  dovecot: number
  bytes: number
}

const readme = path.join(import.meta.dirname, '../../README.md')
const marks = { begin: '<!-- bench -->', end: '<!-- /bench -->' }

/** Prints the table, and puts it where README keeps it. */
export async function writeTable(rows: Row[], memory: number): Promise<void> {
  const table = tableOf(rows, memory)
  process.stdout.write(`${table}\n`)
  const text = await readFile(readme, 'utf8')
  const [before = '', rest = ''] = text.split(marks.begin)
  const after = rest.includes(marks.end) ? rest.slice(rest.indexOf(marks.end) + marks.end.length) : rest
  await writeFile(readme, `${before}${marks.begin}\n\n${table}\n\n${marks.end}${after}`)
}

function tableOf(rows: Row[], memory: number): string {
  const figure = (value: number) => value.toFixed(value < 10 ? 2 : 1)
  const cells = rows.map((row) => [
    row.what,
    row.size.toLocaleString('en-GB'),
    figure(row.wall.median),
    figure(row.wall.p95),
    figure(row.floor),
    figure(row.wall.median / row.floor),
    `${figure(row.own)} + ${figure(row.dovecot)}`,
    row.bytes.toLocaleString('en-GB'),
  ])
  const head = [
    'page',
    'messages',
    'median ms',
    'p95 ms',
    'raw IMAP ms',
    'ratio',
    'processor ms, ours + Dovecot',
    'bytes, brotli',
  ]
  const lines = [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`)
  const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
  return `${lines.join('\n')}\n\nOne run on ${machine}, Node ${process.version}; one reader at a time, connections kept. The process holds ${memory.toFixed(0)} MiB after it.`
}
