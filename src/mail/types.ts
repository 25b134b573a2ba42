/** What a mail account takes and gives, in words that pages know. One file a subject. */
export type * from './types/changes.ts'
export type * from './types/folders.ts'
export type * from './types/lists.ts'
export type * from './types/messages.ts'
export type * from './types/parts.ts'
export type * from './types/searches.ts'
export type * from './types/servers.ts'
