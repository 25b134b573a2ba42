/** Rows removed in one transaction: a long one would keep every writer waiting. */
export const handful = 200

/** Sweeps again until there is nothing left. */
export async function inHandfuls(sweepSome: () => Promise<number>): Promise<void> {
  while ((await sweepSome()) > 0);
}
