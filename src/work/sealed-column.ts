import type { SealBox } from '../store/index.ts'

/** The row a sealed value belongs to. */
export interface SealedRow {
  account: string
  id: string
}

/** A column of sealed JSON. A value opens in its own row only: nobody can lay it into another. */
export interface SealedColumn<T> {
  seal(value: T, row: SealedRow): Buffer
  /** Throws `SealBroken`. */
  open(sealed: Uint8Array, row: SealedRow): T
}

/** `name` is the table and column, « draft.content ». */
export function sealedColumn<T>(box: SealBox, name: string): SealedColumn<T> {
  return {
    seal: (value, { account, id }) => box.seal(JSON.stringify(value), [name, account, id]),
    open: (sealed, { account, id }) => JSON.parse(box.openText(sealed, [name, account, id])) as T,
  }
}
