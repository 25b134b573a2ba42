import express, { type NextFunction, type Request, type Response } from 'express'
import request from 'supertest'
import { createLog, logRequests, pageCodeOf } from '../../src/http/log.ts'

function talkative() {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => lines.push(line) })
  const app = express()
  app.use(logRequests(log))
  app.get('/mail/:folder', (req, res) => {
    res.send(pageCodeOf(req))
  })
  app.get('/broken/:folder', () => {
    throw Object.assign(new Error('the server said no'), { response: 'Subject: Secret' })
  })
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  app.use((error: Error, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    log.error({ err: error }, 'a page failed')
    res.status(500).send(pageCodeOf(req))
  })
  return { app, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

describe('the log line of a page', () => {
  it('carries the code of its foot, and the route instead of the address', async () => {
    const { app, lines, last } = talkative()

    const page = await request(app).get('/mail/Syndicat?q=greve').expect(200)

    expect(last()).toMatchObject({ code: page.text, method: 'GET', route: '/mail/:folder', status: 200 })
    expect(last()).toHaveProperty('responseTime')
    expect(lines.join('')).not.toMatch(/Syndicat|greve/)
  })

  it('tells of a fault without what a server quoted', async () => {
    const { app, lines, last } = talkative()

    const page = await request(app).get('/broken/Syndicat').expect(500)

    expect(last()).toMatchObject({ code: page.text, route: '/broken/:folder', status: 500, level: 50 })
    expect(lines.join('')).toContain('the server said no')
    expect(lines.join('')).not.toMatch(/Syndicat|Secret/)
  })
})
