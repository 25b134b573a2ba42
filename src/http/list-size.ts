/** Messages on a page of a list, unless its reader chose otherwise. */
const rowsPerPage = 25

/** The page of a list on which a position (from 1) stands, where a page has so many rows. */
export const pageHolding = (position: number, rows = rowsPerPage): number => Math.max(1, Math.ceil(position / rows))
