import { webmail } from '../support/webmail.ts'

describe('signing in', () => {
  it('opens the inbox', async () => {
    const { inbox } = await webmail()
    expect(inbox.url).toBe('/mail/INBOX')
    expect(inbox.status).toBe(200)
  })
})
