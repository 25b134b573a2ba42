import { createServer, type RequestListener, type Server } from 'node:http'

/** Milliseconds a browser may take to send its headers, and the whole of a letter with its files. */
export interface Patience {
  headers: number
  request: number
  keepAlive: number
  /** How often those who take longer are looked for. */
  check: number
}

const usual: Patience = { headers: 20_000, request: 600_000, keepAlive: 65_000, check: 5_000 }

/** Bytes: an address holds a search, and whoever pastes a page into its box is answered in words. */
const maxHeaderSize = 128 * 1024

/** Node's server, which nobody holds by sending little at a time (408), nor by sending too much before the body (431). */
export function createBoundedServer(answer: RequestListener, patience: Patience = usual): Server {
  const { headers, request, keepAlive, check } = patience
  const server = createServer(
    {
      maxHeaderSize,
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: check,
    },
    answer,
  )
  server.maxHeadersCount = 100
  return server
}
