import request from 'supertest'
import { freePorts } from '../lab/free-ports.ts'
import { application, webmail } from '../support/webmail.ts'

const token = 'a-token-of-the-operator'
const bearer = { Authorization: `Bearer ${token}` }

describe('/metrics', () => {
  it('is for whoever shows the token, on the port of the pages', async () => {
    const { app } = await application({ METRICS_TOKEN: token })

    await request(app).get('/metrics').expect(401)
    await request(app).get('/metrics').set('Authorization', `Bearer ${token}x`).expect(401)
    const { text } = await request(app)
      .get('/metrics')
      .set(bearer)
      .expect(200)
      .expect('Content-Type', /^text\/plain/)
    expect(text).toContain('traboule_outbox_letters 0')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    expect(text).toContain('process_resident_memory_bytes')
  })

  it('is nowhere when nobody asked for it', async () => {
    const { app } = await application()
    await request(app).get('/metrics').set(bearer).expect(303)
  })

  it('times routes and counts what the mail server is asked, naming nobody', async () => {
    const { app, browser, user } = await webmail({ env: { METRICS_TOKEN: token } })
    await browser.open('/mail/INBOX?page=2')
    await browser.open('/mail/INBOX')

    const { text } = await request(app).get('/metrics').set(bearer)
    expect(text).toMatch(/_duration_seconds_count\{method="GET",route="\/mail\/:folder",status="200"\} [23]\n/)
    expect(text).toMatch(/traboule_imap_connections [12]\n/)
    expect(Number(/traboule_imap_commands_total (\d+)/.exec(text)?.[1])).toBeGreaterThan(3)
    expect(text).not.toContain(user.login)
    expect(text).not.toContain('INBOX')
  })

  it('has a port of its own where one was chosen, and keeps to it', async () => {
    const [port = 0] = await freePorts(1)
    const { app } = await application({ METRICS_PORT: String(port) })

    const answer = await fetch(`http://127.0.0.1:${String(port)}/metrics`)
    expect(await answer.text()).toContain('traboule_cache_bytes{cache="facts"}')
    expect((await fetch(`http://127.0.0.1:${String(port)}/login`)).status).toBe(404)
    await request(app).get('/metrics').expect(303)
  })
})
