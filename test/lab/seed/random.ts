/** Chance that is the same at every run: the demo looks alike everywhere. */
export interface Chance {
  below(limit: number): number
  oneOf<T>(things: readonly T[]): T
}

/** A linear congruential generator (Knuth's MMIX constants, upper 32 bits). */
export function chanceFrom(seed: number): Chance {
  let state = BigInt(seed)
  const below = (limit: number): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return Number((state >> 32n) % BigInt(limit))
  }
  return {
    below,
    oneOf: <T>(things: readonly T[]) => things[below(things.length)] as T,
  }
}
