/**
 * Remembers what was last made of an object and of whatever else it was made with: asked for with the same again, it
 * is not made anew. Forgotten with the object, so it needs no bounds of its own.
 */
export function rememberLast<Of extends object, Made>(): Remembered<Of, Made> {
  const last = new WeakMap<Of, { others: readonly unknown[]; made: Made }>()

  return (of, others, make) => {
    const known = last.get(of)
    if (known && isSame(known.others, others)) return known.made
    const made = make()
    last.set(of, { others, made })
    // What could not be made is tried anew; whoever asked is told by `made` itself.
    if (made instanceof Promise) made.catch(() => last.delete(of))
    return made
  }
}

/** Objects count as the same when they are; words and numbers when they read alike. */
export type Remembered<Of extends object, Made> = (of: Of, others: readonly unknown[], make: () => Made) => Made

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, at) => Object.is(value, other[at]))
