import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Message, readMailto, vouchedSender } from '../../mail/index.ts'

/** What `views/message/unsubscribe.ejs` needs: what leaving a list would do, before anything is done. */
export interface UnsubscribePage extends Page {
  here: string
  note: string
  /** Each way with what it means, the simplest first. */
  ways: {
    words: string
    /** What would be written, in the reader's name. */
    letter?: { subject: string; body: string }
    submit?: { name: string; words: string }
    link?: { href: string; words: string }
  }[]
  /** Why the simplest way is not among them, and what else to do. */
  advice: string[]
  back: string
}

/** How a list may be left from here. */
export interface Ways {
  /** An https address that a request is enough for, when the sender is who it says. */
  request?: string
  mail?: { to: string; subject: string; body: string }
  page?: string
  /** One click is offered by the message, and not by us. */
  unverified: boolean
}

/** Characters of a subject that lists ask for. */
const longestSubject = 200

/** RFC 8058 §4: a request is only made where DKIM says whose message it is; anybody could name any address otherwise. */
export function waysToLeave(message: Message, authservId: string | undefined): Ways {
  const { mail, url, oneClick = false } = message.unsubscribe ?? {}
  const vouched = vouchedSender(message, authservId, ['dkim']) === 'yes'
  const asked = mail === undefined ? undefined : readMailto(mail)
  const subject =
    asked?.subject
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, longestSubject) || 'unsubscribe'
  // Nobody signs a stranger's words unless DKIM says whose they are.
  const letter = asked && { to: asked.to, subject, body: vouched ? asked.body : '' }
  return {
    ...(url !== undefined && oneClick && vouched && { request: url }),
    ...(letter && { mail: letter }),
    ...(url !== undefined && !(oneClick && vouched) && { page: url }),
    unverified: oneClick && !vouched,
  }
}

/** What the list is called: by its sender's name, else by its own. */
export const listNameOf = ({ from: [author], listId }: Message): string =>
  author?.name.trim() || listId || author?.address || ''

interface Asked {
  message: Message
  ways: Ways
  note: 'failed' | 'refused' | undefined
}

export function unsubscribePage({ message, ways, note }: Asked, { t }: Locale): UnsubscribePage {
  const title = t('message.unsubscribe.title', { list: listNameOf(message) })
  const place = hostOf(ways.request ?? ways.page ?? '')
  const some = wordsOf(ways, t)
  return {
    title,
    here: paths.messageUnsubscribe(message.ref),
    note: note ? t(`message.unsubscribe.note.${note}`, { place }) : '',
    ways: some,
    advice: [
      ...(ways.unverified ? [t('message.unsubscribe.unverified')] : []),
      t(some.length > 0 ? 'message.unsubscribe.unknown' : 'message.unsubscribe.none'),
    ],
    back: paths.message(message.ref),
  }
}

function wordsOf({ request, mail, page }: Ways, t: Locale['t']): UnsubscribePage['ways'] {
  const ways: (UnsubscribePage['ways'][number] | undefined)[] = [
    request === undefined
      ? undefined
      : {
          words: t('message.unsubscribe.request', { place: hostOf(request) }),
          submit: { name: 'do-request', words: t('message.unsubscribe.request.do') },
        },
    mail && {
      words: t('message.unsubscribe.mail', { address: mail.to }),
      letter: { subject: mail.subject, body: mail.body },
      submit: { name: 'do-mail', words: t('message.unsubscribe.mail.do') },
    },
    page === undefined
      ? undefined
      : {
          words: t('message.unsubscribe.page', { place: hostOf(page) }),
          link: { href: page, words: t('message.unsubscribe.page.do', { place: hostOf(page) }) },
        },
  ]
  return ways.filter((way) => way !== undefined)
}

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? ''
