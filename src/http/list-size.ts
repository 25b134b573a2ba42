/** Messages on a page of a list, until people may choose. */
export const rowsPerPage = 25

/** The page of a list on which a position (from 1) stands. */
export const pageHolding = (position: number): number => Math.max(1, Math.ceil(position / rowsPerPage))
