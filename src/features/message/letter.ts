import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { deceptiveLinks, type LetterNode, type MessageRef } from '../../mail/index.ts'
import { languageOf, withQuoteLanguages } from './languages.ts'
import type { MessageQuery } from './query.ts'
import type { Body } from './read-body.ts'
import { withOwnLinks } from './own-links.ts'

/** The letter as views print it: a tree, or a frame with a document of its own. */
export interface LetterView {
  nodes: LetterNode[]
  /** Where it is sure. */
  language: string | undefined
  frame: { src: string; height: number } | undefined
  /** Of a framed letter, whose document cannot say it beside the link: which ones lead elsewhere than they say. */
  deceptive: string[]
  /** Said where there is no letter. */
  nothing: string
  /** The same letter in its other form, where it has one. */
  other: { href: string; words: string } | undefined
  /** It goes on: more of it, or all of it as a file. */
  cut: { sentence: string; href: string; words: string } | undefined
}

interface Shown {
  ref: MessageRef
  query: MessageQuery
  /** What its header says of its language. */
  language?: string | undefined
  /** Of an embedded message: its letter's address, and none for what only a whole message has. */
  embeddedIn?: string
}

export function asLetter(body: Body, { ref, query, language, embeddedIn }: Shown, { t }: Locale): LetterView {
  const { letter, failed } = body
  const designed = letter?.kind === 'designed'
  const address = {
    images: query.images,
    whole: query.whole && !embeddedIn,
    ...(embeddedIn && { section: embeddedIn }),
  }
  return {
    nodes: designed || !letter ? [] : withQuoteLanguages(withOwnLinks(letter.nodes)),
    language: designed || !letter ? undefined : languageOf(letter.nodes, language),
    frame: designed ? { src: paths.messageLetter(ref, address), height: letter.height ?? 800 } : undefined,
    deceptive: designed ? deceptiveOf(letter.nodes, t) : [],
    nothing: letter || failed ? '' : t('message.letter.none'),
    other: otherForm(body, { ref, query, ...(embeddedIn && { embeddedIn }) }, t),
    cut: cutOf(body, { ref, query, ...(embeddedIn && { embeddedIn }) }, t),
  }
}

/** More would push the letter out of sight. */
const mostNamed = 10

function deceptiveOf(nodes: LetterNode[], t: Locale['t']): string[] {
  const links = deceptiveLinks(nodes)
  const sentences = links
    .slice(0, mostNamed)
    .map(({ words, leadsTo: place }) =>
      words ? t('message.deceptive', { words, place }) : t('message.deceptive.picture', { place }),
    )
  const more = links.length - sentences.length
  return more > 0 ? [...sentences, t('message.deceptive.more', { count: more })] : sentences
}

function otherForm({ shown, hasHtml }: Body, { ref, query, embeddedIn }: Shown, t: Locale['t']): LetterView['other'] {
  if (!shown || !hasHtml) return undefined
  const show = shown === 'html' ? 'text' : 'html'
  const href = embeddedIn
    ? paths.embedded(ref, { section: embeddedIn }, { show })
    : paths.message(ref, { show, images: query.images })
  return { href, words: t(`message.show.${show}`) }
}

function cutOf({ letter, begun, part }: Body, { ref, query, embeddedIn }: Shown, t: Locale['t']): LetterView['cut'] {
  if (!letter?.cut || !part) return undefined
  return begun && !embeddedIn
    ? {
        sentence: t('message.cut.begun'),
        href: paths.message(ref, { show: query.show, images: query.images, whole: true }),
        words: t('message.cut.more'),
      }
    : { sentence: t('message.cut.tooLong'), href: paths.part(ref, part), words: t('message.cut.file') }
}
