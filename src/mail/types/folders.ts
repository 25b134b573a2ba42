export type FolderRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash'

export interface Folder {
  /** The whole name as the server spells it, decoded: « Établissement/Vie scolaire ». What URLs carry. */
  path: string
  /** The last part of the name, for the eye. */
  name: string
  /** 0 for a folder that stands alone. */
  depth: number
  role?: FolderRole
  /** False for a name that only holds other folders (\Noselect). */
  selectable: boolean
  subscribed: boolean
  messages: number
  unread: number
  /** Between a folder's name and those it holds; empty where the server knows no nesting. */
  delimiter?: string
  /** Somebody else's folder: the owner's login, empty where it is nobody's in particular (RFC 2342 §5). */
  shared?: { owner: string }
  /** The server allows no folder inside it (\Noinferiors), or all are: INBOX, where one's own are « INBOX.… ». */
  childless?: true
}

/** What the reader may do in somebody else's folder (MYRIGHTS, RFC 4314 §2.1), in words that pages know. */
export type FolderRight = 'read' | 'mark' | 'insert' | 'delete' | 'create' | 'administer'

/** What an answer to CREATE, RENAME or DELETE truly changed: undo and history live on it. */
export interface FolderMoved {
  from: string
  to: string
  /** It and every folder it holds, old path → new path. */
  paths: Map<string, string>
  /** Of the folder at its new path; absent for a name that only holds others. */
  uidValidity?: string
}

/** A quota root (RFC 9208 §3) and the folders that count against it. */
export interface QuotaRoot {
  name: string
  storage?: Quota
  messages?: { used: number; limit: number }
  folders: string[]
}

/** Bytes. */
export interface Quota {
  used: number
  limit: number
}
