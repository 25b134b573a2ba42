import type { Preferences } from '../accounts/index.ts'
import { type Destination, destinationsFrom } from '../http/destinations.ts'
import type { Locale } from '../i18n/index.ts'
import type { Flags, Folder, FolderRole } from '../mail/index.ts'
import { type Action, actionsIn } from '../work/index.ts'
import { labelsOf, type ShownLabel } from './labels.ts'

/** A submit that acts on messages. */
export interface Tool {
  action: Action
  words: string
  /** A class: in red. */
  look: string
}

/** What can be done to messages of a list: what `views/partials/acting.ejs` prints. */
export interface Acting {
  tools: Tool[]
  /** Folded under « Plus ». */
  more: Tool[]
  labels: ShownLabel[]
  destinations: Destination[]
  /** Whether what is ticked can be printed as one page. */
  printable: boolean
}

interface Listed {
  /** The messages of the page; absent where they are more than a page. */
  items?: Pick<Flags, 'flags'>[]
  /** The folder all of them are in; absent for several. */
  folder?: Pick<Folder, 'path' | 'role'> | undefined
  folders: Folder[]
  preferences: Pick<Preferences, 'labels'>
}

/** Wanted now and then only. */
const seldom: Action[] = ['unread', 'unfollow']

/** Nothing is offered that could change nothing. */
export function actingOn({ items, folder, folders, preferences }: Listed, locale: Locale): Acting {
  const someFollowed = items?.some(({ flags }) => flags.has('flagged')) ?? true
  const actions = actionsIn(folder?.role).filter((action) => action !== 'unfollow' || someFollowed)
  const draw = (action: Action): Tool => ({
    action,
    words: locale.t(`mailbox.act.${action}`),
    look: action === 'remove' ? 'danger' : '',
  })
  return {
    tools: actions.filter((action) => !seldom.includes(action)).map(draw),
    more: actions.filter((action) => seldom.includes(action)).map(draw),
    labels: labelsOf(preferences, locale),
    destinations: destinationsFrom(folder?.path, folders, locale),
    printable: items !== undefined && isLetters(folder?.role),
  }
}

/** What is still being written is printed from where it is written. */
const isLetters = (role: FolderRole | undefined): boolean => role !== 'drafts'
