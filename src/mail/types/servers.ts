export interface ServerAddress {
  host: string
  port: number
  /** `none` is refused for anything but a loopback host. */
  tls: 'implicit' | 'starttls' | 'none'
  /** Accepts a certificate nobody signed: the lab's, on loopback. */
  selfSigned?: boolean
}

export interface Credentials {
  login: string
  password: string
}

/** Milliseconds. */
export interface Deadlines {
  /** To connect, be greeted and signed in. */
  connect: number
  /** Without a single byte from the server while a command waits. */
  command: number
}

/**
 * Sees every byte of a conversation with a server, both ways. Passwords pass by here:
 * an observer masks before it keeps anything.
 */
export type Wire = (direction: 'sent' | 'received', bytes: Uint8Array) => void
