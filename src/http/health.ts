import { Router } from 'express'

/** `/healthz`: the process lives. `/readyz`: it can serve; the reason it cannot is for the operator's log. */
export function healthRoutes({ ready }: { ready: () => Promise<void> }): Router {
  const router = Router()

  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text/plain').send('ok\n')
  })

  router.get('/readyz', async (_req, res) => {
    const able = await ready().then(
      () => true,
      () => false,
    )
    res.set('Cache-Control', 'no-store').type('text/plain')
    res.status(able ? 200 : 503).send(able ? 'ready\n' : 'not ready\n')
  })

  return router
}
