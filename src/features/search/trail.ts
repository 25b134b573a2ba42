/** Pages of results follow each other by where they begin: those before one are known by their beginnings. */
export interface Trail {
  at: string
  back: string
}

/** An address has no room for more. */
const mostBack = 40

const beginnings = (back: string): string[] => back.split('.').slice(-mostBack)

/** The page before; undefined on the first. */
export function before({ at, back }: Trail): Trail | undefined {
  if (!at) return undefined
  const all = beginnings(back)
  return { at: all.at(-1) ?? '', back: all.slice(0, -1).join('.') }
}

export const after = ({ at, back }: Trail, next: string): Trail => ({
  at: next,
  back: at ? [...beginnings(back), at].join('.') : '',
})
