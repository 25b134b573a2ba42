import { hash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type RequestHandler, Router } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type Logger, routeOf } from './log.ts'

/** A number, or one for each value of `label`, read when somebody asks for the metrics. */
export interface Figure {
  name: string
  help: string
  /** `counter`: it only grows while the process lives. */
  kind: 'gauge' | 'counter'
  label?: string
  read: () => Reading | Promise<Reading>
}

type Reading = number | Record<string, number>

export interface Metrics {
  /** Times every request, by the pattern of its route: addresses hold folders' names and searches. */
  time: RequestHandler
  /** `GET /metrics` for whoever shows the token; nothing where none was chosen. */
  routes: Router
  /** Where a port was chosen, answers there too, on loopback: whoever reaches it may ask. */
  start: () => void
  stop: () => void
}

interface MetricsOptions {
  port: number | undefined
  token: string | undefined
  log: Pick<Logger, 'error'>
}

/** Seconds. A warm page takes two milliseconds. */
const buckets = [0.001, 0.002, 0.003, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Figures for Prometheus, in its text format 0.0.4; none names a person, a folder or an address. */
export function createMetrics(figures: Figure[], { port, token, log }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const figure of figures) register(figure, registry)
  const durations = new Histogram({
    name: 'traboule_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  const server = createServer(answerWith(registry))

  return {
    time(req, res, next) {
      const begun = performance.now()
      res.once('close', () => {
        const labels = { method: req.method, route: routeOf(req), status: res.statusCode }
        durations.observe(labels, (performance.now() - begun) / 1000)
      })
      next()
    },
    routes: token === undefined ? Router() : guarded(registry, token),
    start() {
      // Without its figures, the service goes on.
      server.on('error', (err) => log.error({ err }, 'no metrics on their port'))
      if (port !== undefined) server.listen(port, '127.0.0.1')
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function register({ name, help, kind, label, read }: Figure, registry: Registry): void {
  const common = { name: `traboule_${name}`, help, labelNames: label ? [label] : [], registers: [registry] }
  const collect = async (add: (labels: Record<string, string>, value: number) => void): Promise<void> => {
    const reading = await read()
    if (typeof reading === 'number') add({}, reading)
    else for (const [value, number] of Object.entries(reading)) add({ [label ?? 'of']: value }, number)
  }
  if (kind === 'gauge') {
    const gauge: Gauge = new Gauge({ ...common, collect: () => collect((...reading) => gauge.set(...reading)) })
    return
  }
  const counter: Counter = new Counter({
    ...common,
    collect: () => {
      counter.reset()
      return collect((...reading) => counter.inc(...reading))
    },
  })
}

/** Behind a proxy on this machine everybody comes from loopback: on the port of the pages only a token tells. */
function guarded(registry: Registry, token: string): Router {
  const digest = (words: string): Buffer => hash('sha256', words, 'buffer')
  const expected = digest(`Bearer ${token}`)
  return Router().get('/metrics', async (req, res) => {
    res.set('Cache-Control', 'no-store')
    if (!timingSafeEqual(digest(req.get('Authorization') ?? ''), expected)) {
      res.set('WWW-Authenticate', 'Bearer').status(401).type('text/plain').send('a token, please\n')
      return
    }
    res.type(registry.contentType).send(await registry.metrics())
  })
}

const answerWith = (registry: Registry) => (req: IncomingMessage, res: ServerResponse) => {
  if (req.url !== '/metrics') return void res.writeHead(404).end()
  registry.metrics().then(
    (text) => res.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
    () => res.writeHead(503).end(),
  )
}
