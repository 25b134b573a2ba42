import type { Response } from 'express'
import type { Locale } from '../i18n/index.ts'
import { viewNamed } from './compile-view.ts'
import type { Paths } from './paths.ts'

/** What a view is drawn with; the layout prints the title too. */
export interface Page {
  title: string
  /** `full`: head, folders, foot. `writing`: no way out but the page's own form. `bare`: nobody is signed in. */
  frame?: 'full' | 'writing' | 'bare'
}

export interface FrameFolder {
  label: string
  href: string
  depth: number
  current: boolean
  /** Printed beside the name: a number, and what it counts in words. */
  count?: { number: string; words: string }
}

/** What the layout draws around a page. */
export interface Frame {
  kind: 'full' | 'writing' | 'bare'
  locale: Locale
  paths: Paths
  csrfToken: string
  /** The page's code, for the telephone and the log. */
  code: string
  stylesheet: string
  /** Undefined where the reader wants none. */
  script: string | undefined
  icon: string
  /** Classes of the page: theme, size and spacing that the reader chose. */
  look: string
  /** Access keys, by what they do: none that the reader did not choose. */
  keys: Readonly<Partial<Record<string, string>>>
  /** This page in the other language. */
  otherLanguage: { href: string; language: string }
  person: string
  helpdesk: { department: string; number: string; href: string }[]
  notices: string[]
  /** Undefined where the mail server could not say. */
  folders?: { special: FrameFolder[]; own: FrameFolder[]; shared: FrameFolder[] }
  outbox: { current: boolean; waiting: boolean }
  /** The page is one of those about folders themselves. */
  managing: boolean
  /** The page is the history of what was done. */
  remembering: boolean
  /** What the box in the head holds, and where it looks; whether it is the page of the form. */
  find: { q: string; in: string; below: boolean; current: boolean }
  quota?: { used: number; limit: number; words: string; warning: string }
  /** What the last action did, from the history, what undoes it, and the page to come back to. */
  said?: { mood: 'good' | 'bad' | 'note'; words: string; undo?: { id: string; begun: boolean }; from: string }
  /** A letter that was just sent and has not left; `undo` is where it can be taken back, empty where it cannot. */
  leaving?: { mood: 'bad' | 'note'; words: string; link: { href: string; words: string }; undo: string }
  /** Letters written when a session had ended. */
  kept?: { href: string; count: number }
}

/** Draws `view` with its model inside the layout, and answers with it. */
export type SendPage = (res: Response, view: string, model: Page) => Promise<void>

/** Draws `view` with its model, then `layout.ejs` around it. */
export async function drawPage(view: string, model: Page, frame: Frame): Promise<string> {
  const ambient = { t: frame.locale.t, paths: frame.paths, csrfToken: frame.csrfToken, keys: frame.keys }
  const content = await draw(view, { ...model, ...ambient })
  return draw('layout', { ...ambient, title: model.title, frame, content })
}

/** Draws a view without the layout: a document of its own, as the isolated letter. */
export function draw(view: string, values: object): Promise<string> {
  return Promise.try(() => viewNamed(view)(values))
}
