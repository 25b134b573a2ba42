/** What every URL is made of. */

/** A message, as URLs name it. */
export interface MessageAddress {
  folder: string
  uidValidity: string
  uid: number
}

export type Query = Record<string, string | number | boolean | undefined>

export const segment = encodeURIComponent

/**
 * A folder's name as one path segment. Browsers resolve `.` and `..` (and their percent forms) before they ask,
 * so a name made of dots only goes behind a tilde, as does a name that begins with one.
 */
export const folderSegment = (name: string) => segment(/^(~|\.{1,2}$)/.test(name) ? `~${name}` : name)

/** The folder a `:folder` parameter names: the reverse of what `paths` writes. */
export const folderNamed = (parameter: string) => (parameter.startsWith('~') ? parameter.slice(1) : parameter)

/** The message that `:folder` and `:message` name; undefined when they name none. */
export function messageNamed(folder: string, message: string): MessageAddress | undefined {
  const [, uidValidity, uid] = /^(\d{1,20})-(\d{1,10})$/.exec(message) ?? []
  return uidValidity && uid ? { folder: folderNamed(folder), uidValidity, uid: Number(uid) } : undefined
}

/** Appends what is asked; « said » and « note » bring the reader to the sentence of what happened. */
export function withQuery(path: string, query: Query): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === false || value === '' ? [] : [`${name}=${segment(String(value))}`],
  )
  return path + (asked.length ? `?${asked.join('&')}` : '') + (query['said'] || query['note'] ? '#dit' : '')
}

export const messagePath = ({ folder, uidValidity, uid }: MessageAddress) =>
  `/mail/${folderSegment(folder)}/${uidValidity}-${uid}`
