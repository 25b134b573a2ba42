/** What the system says to whoever writes on a full disk (errno(3)). */
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** SQLite's result codes: SQLITE_FULL, SQLITE_IOERR_WRITE. */
const fullDatabase = new Set([13, 778])

/** Whether something could not be kept because there is no place for it, in the database or among the files. */
export function isNoRoom(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  return (typeof code === 'string' && fullDisk.has(code)) || (typeof errcode === 'number' && fullDatabase.has(errcode))
}
