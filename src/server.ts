/** The process: configuration, parts, application, and an end without loss. */
import type { Server } from 'node:http'
import { createApp } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { createBoundedServer } from './http/bounded-server.ts'
import { createParts, type Parts } from './services.ts'

function configOrEnd(): Config {
  try {
    return loadConfig()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(78) // EX_CONFIG of sysexits.h: a supervisor should not try again
  }
}

function serve(parts: Parts): void {
  const { config, log } = parts
  const server = createBoundedServer(createApp(parts))

  server.on('error', (error) => {
    log.fatal({ err: error }, 'cannot listen')
    process.exit(1)
  })
  server.listen(config.port, config.host, () => {
    parts.start()
    log.info({ address: server.address() }, 'listening')
  })

  let ending = false
  server.prependListener('request', (_req, res) => {
    if (ending) res.setHeader('Connection', 'close')
  })

  async function end(): Promise<void> {
    if (ending) return
    ending = true
    log.info('ending: no new lines, what is under way is finished')
    await closeServer(server, config.stopPatience)
    await parts.stop()
    log.info('ended')
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())
}

/** Resolves when no request is under way any more; whoever has not sent theirs by then is cut off. */
async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const late = setTimeout(() => server.closeAllConnections(), patience)
  server.closeIdleConnections()
  await closed
  clearTimeout(late)
}

serve(await createParts(configOrEnd()))
