import { load, type CheerioAPI } from 'cheerio'
import type { Express } from 'express'
import request from 'supertest'

type Fields = Record<string, string | string[]>

export interface ChosenFile {
  field: string
  name: string
  content: Buffer
  type?: string
}

/** What somebody without script has before them, and can do with it. */
export interface Visit {
  status: number
  /** Path and query after the last redirect. */
  url: string
  html: string
  $: CheerioAPI
  /** The page's words, its white space folded and its no-break spaces made plain. */
  words: string
  headers: Record<string, string>
  /** Presses the first submit of this name or these words, with `fields` typed over what its form holds. */
  press(submit: string, fields?: Fields, files?: ChosenFile[]): Promise<Visit>
  /** Follows the first link with these words. */
  follow(words: string): Promise<Visit>
}

export interface Browser {
  open(path: string): Promise<Visit>
  agent: ReturnType<typeof request.agent>
}

/** A browser without script: keeps cookies, follows redirects, fills in forms as they were drawn. */
export function browse(app: Express | string): Browser {
  const agent = request.agent(app)
  const open = async (path: string): Promise<Visit> => arrive(await agent.get(withoutFragment(path)), path)

  async function arrive(response: request.Response, url: string): Promise<Visit> {
    const location = response.headers['location']
    if (response.status >= 300 && response.status < 400 && location) {
      return open(new URL(location, new URL(url, 'http://here')).href.replace('http://here', ''))
    }
    return visitOf(response, url)
  }

  function visitOf(response: request.Response, url: string): Visit {
    const $ = load(response.text)
    return {
      status: response.status,
      url,
      html: response.text,
      $,
      words: plain($('body').text()),
      headers: response.headers,
      press: (submit, fields = {}, files = []) => press({ $, url, submit }, fields, files),
      follow: (words) => {
        const link = $('a').filter((_index, element) => plain($(element).text()) === words)
        const href = link.attr('href')
        if (href === undefined) throw new Error(`No link « ${words} » on ${url}`)
        return open(new URL(href, new URL(url, 'http://here')).href.replace('http://here', ''))
      },
    }
  }

  async function press(at: { $: CheerioAPI; url: string; submit: string }, fields: Fields, files: ChosenFile[]) {
    const { action, multipart, entries } = formData(at, fields)
    const target = action || at.url
    if (!multipart) {
      const body = new URLSearchParams(entries).toString()
      return arrive(await agent.post(withoutFragment(target)).type('form').send(body), target)
    }
    let post = agent.post(withoutFragment(target))
    for (const [name, value] of entries) post = post.field(name, value)
    for (const { field, name, content, type } of files) {
      post = post.attach(field, content, { filename: name, contentType: type ?? 'application/octet-stream' })
    }
    return arrive(await post, target)
  }

  return { open, agent }
}

/** What a browser would send: successful controls in order (HTML §4.10.21.4), the pressed submit where it stands. */
function formData({ $, url, submit }: { $: CheerioAPI; url: string; submit: string }, typed: Fields) {
  const button = $('input[type=submit]').filter(
    (_index, element) => $(element).attr('name') === submit || plain($(element).attr('value') ?? '') === submit,
  )
  const form = button.first().closest('form')
  if (form.length === 0) throw new Error(`No submit « ${submit} » on ${url}`)

  const entries: [string, string][] = []
  const done = new Set<string>()
  form.find('input, select, textarea').each((_index, element) => {
    const name = $(element).attr('name')
    if (!name) return
    if (name in typed) {
      if (!done.has(name)) for (const value of [typed[name] ?? []].flat()) entries.push([name, value])
      done.add(name)
    } else {
      for (const value of valuesOf($(element), element.tagName, element === button[0])) entries.push([name, value])
    }
  })
  return { action: form.attr('action') ?? '', multipart: form.attr('enctype') === 'multipart/form-data', entries }
}

function valuesOf(control: ReturnType<CheerioAPI>, tag: string, pressed: boolean): string[] {
  if (tag === 'textarea') return [control.text().replace(/^\n/, '')]
  if (tag === 'select') {
    const chosen = control.find('option[selected]').first()
    const option = chosen.length ? chosen : control.find('option').first()
    return [option.attr('value') ?? option.text()]
  }
  switch (control.attr('type')) {
    case 'submit':
      return pressed ? [control.attr('value') ?? ''] : []
    case 'file':
      return []
    case 'checkbox':
    case 'radio':
      return control.attr('checked') === undefined ? [] : [control.attr('value') ?? 'on']
    default:
      return [control.attr('value') ?? '']
  }
}

/** White space folded, no-break spaces made plain: for comparing with what a test says. */
export const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()

const withoutFragment = (path: string) => path.replace(/#.*/, '')
