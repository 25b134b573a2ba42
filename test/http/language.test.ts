import express from 'express'
import request from 'supertest'
import { chooseLanguage, languageOf, otherLanguage } from '../../src/http/language.ts'

const app = express()
app.use(chooseLanguage({ https: false }))
app.use((req, res) => {
  const language = languageOf(req)
  res.json({ language, other: otherLanguage(req, { language }).href })
})

describe('the language of a page', () => {
  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.5', 'fr'],
    ['en-GB,en;q=0.9', 'en'],
    ['de-DE', 'fr'],
  ])('is the browser’s where we speak it: %s', async (accepted, language) => {
    const page = await request(app).get('/').set('Accept-Language', accepted)
    expect(page.body).toMatchObject({ language })
  })

  it('is the one chosen in the foot from then on, on the page one was on', async () => {
    const browser = request.agent(app)
    const page = await browser.get('/mail/INBOX?page=2').set('Accept-Language', 'fr')
    const { other } = page.body as { other: string }

    const chosen = await browser.get(other).expect(303)

    expect(chosen.headers['location']).toBe('/mail/INBOX?page=2')
    expect((await browser.get('/mail/INBOX').set('Accept-Language', 'fr')).body).toMatchObject({ language: 'en' })
  })

  it.each([
    '/.//evil.example?lang=en',
    '//evil.example/?lang=en',
    '/%2F%2Fevil.example?lang=en',
    '/a/..//evil.example?lang=en',
  ])('never leads away: %s', async (path) => {
    const answer = await request(app).get(path)
    expect(answer.headers['location'] ?? '/').toMatch(/^\/(?!\/)/)
  })
})
