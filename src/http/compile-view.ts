import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'

const viewsFolder = path.join(import.meta.dirname, '../../views')

/** Draws with its values; throws where one that it uses is not among them. */
export type View = (values: object) => string

const views = new Map<string, View>()

/** By name. Read all together: the page that says what went wrong may be wanted when no file can be opened any more. */
let texts: Map<string, string> | undefined

const readViews = (): Map<string, string> =>
  new Map(
    globSync('**/*.ejs', { cwd: viewsFolder }).map((file) => [
      file.slice(0, -'.ejs'.length),
      readFileSync(path.join(viewsFolder, file), 'utf8'),
    ]),
  )

/** The view of a name, « mailbox/list »; compiled at its first use, then kept. */
export function viewNamed(name: string): View {
  let view = views.get(name)
  if (!view) views.set(name, (view = createView(name)))
  return view
}

/**
 * Left to itself, EJS draws inside `with`, where every word of a view is searched for anew, and looks for the file of an
 * include each time. Here the values a view uses become its constants: those it is first drawn with, and once more those
 * that come later.
 */
function createView(name: string): View {
  texts ??= readViews()
  const written = texts.get(name)
  if (written === undefined) throw new Error(`No view ${name}`)
  const text = written.replace(/\binclude\(/g, 'part(')
  const own = new Set(Array.from(text.matchAll(/\b(?:const|let)\s+(\w+)/g), ([, word = '']) => word))
  const words = new Set(Array.from(text.matchAll(/\w+/g), ([word]) => word).filter((word) => !own.has(word)))
  const constants = new Set<string>()

  function compile(values: object): View {
    for (const key of Object.keys(values)) if (words.has(key)) constants.add(key)
    const options = { _with: false, strict: true, compileDebug: false, escape: escaped }
    return ejs.compile(text, { ...options, destructuredLocals: [...constants] })
  }

  let compiled: View | undefined
  return (values) => {
    const part = (other: string, more: object): string =>
      viewNamed(path.posix.join(path.dirname(name), other))({ ...values, ...more })
    const all = { ...values, part }
    try {
      return (compiled ??= compile(all))(all)
    } catch (error) {
      if (!isLater(error, all, constants)) throw error
      return (compiled = compile(all))(all)
    }
  }
}

/** A value that the view had not been compiled with. */
function isLater(error: unknown, values: object, constants: Set<string>): boolean {
  const [word = ''] = error instanceof ReferenceError ? (/^\w+/.exec(error.message) ?? []) : []
  return word in values && !constants.has(word)
}

const special = /[&<>"']/g

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }

/** Fit for HTML, in quotes too; nothing for what is absent. Most values hold nothing special. */
function escaped(value?: string | number | null): string {
  if (value === undefined || value === null) return ''
  const words = String(value)
  return words.search(special) < 0 ? words : words.replace(special, (sign) => entities[sign] ?? '')
}
