import type { Deed, WhyFinal } from '../types.ts'

/** Why a deed cannot be undone, whatever happened since; undefined when it can be tried. */
export function whyFinal(deed: Deed): WhyFinal | undefined {
  switch (deed.kind) {
    case 'sent':
    case 'receipt-sent':
    case 'unsubscribed':
    case 'draft-closed':
      return deed.kind
    case 'removed':
      return deed.removed.how === 'marked'
        ? ifSome(deed.removed.selection.uids)
        : ifRemoved(deed.removed.selection.uids)
    case 'emptied':
    case 'folder-removed':
      return deed.removed?.some(({ how }) => how === 'marked') && deed.folders.length === 0 ? undefined : 'removed'
    case 'several':
      return ofSeveral(deed.deeds)
    case 'draft-discarded':
      return deed.discarded ? undefined : 'unknown'
    case 'folder-created':
      return deed.uidValidity === undefined ? 'unknown' : undefined
    case 'settings-changed':
      return ifSome(Object.keys(deed.before)) ?? (deed.after ? undefined : 'unknown')
    case 'undone':
      return 'nothing'
    default:
      return ifChanged(deed)
  }
}

const ofSeveral = ([first, ...others]: Deed[]): WhyFinal | undefined =>
  others.some((one) => !whyFinal(one)) ? undefined : first ? whyFinal(first) : 'nothing'

function ifChanged(deed: Deed): WhyFinal | undefined {
  if ('moved' in deed) return ifSome(deed.moved.from.uids)
  return 'changed' in deed ? ifSome(deed.changed.before) : undefined
}

const ifSome = (some: unknown[]): WhyFinal | undefined => (some.length > 0 ? undefined : 'nothing')

const ifRemoved = (uids: number[]): WhyFinal => (uids.length > 0 ? 'removed' : 'nothing')
