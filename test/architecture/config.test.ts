import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadConfig } from '../../src/config.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const enough = {
  DATA_DIR: '/var/lib/traboule',
  SESSION_SECRET: 'x'.repeat(32),
  CONTENT_KEYS: `1:${key}`,
  IMAP_HOST: 'imap.ac-lyon.example',
  SMTP_HOST: 'smtp.ac-lyon.example',
  MAIL_DOMAIN: 'ac-lyon.example',
}

describe('the configuration', () => {
  it('is complete with what only the operator can know', () => {
    expect(loadConfig(enough)).toMatchObject({ port: 8080, imap: { tls: 'implicit' }, uploadLimit: 25 * 1024 ** 2 })
  })

  it('tells everything that is wrong at once', () => {
    const wrong = () => loadConfig({ ...enough, SESSION_SECRET: 'short', PORT: 'many', CONTENT_KEYS: '' })
    expect(wrong).toThrow(/SESSION_SECRET[^]*CONTENT_KEYS|CONTENT_KEYS[^]*SESSION_SECRET/)
    expect(wrong).toThrow(/PORT/)
  })

  it.each([
    { IMAP_TLS: 'none' },
    { SMTP_TLS: 'none' },
    { MAIL_SELF_SIGNED: 'yes' },
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'http://webmail.ac-lyon.example' },
    { HOST: '0.0.0.0', PUBLIC_URL: 'http://127.0.0.1:8080' },
    { TRUST_PROXY: 'anybody' },
    { TRUST_PROXY: '10.0.0.0/40' },
    { SUBMIT_URL: 'smtp://envoi:secret@relais.ac-lyon.example?tls=none' },
    { SUBMIT_URL: 'smtp://relais.ac-lyon.example' },
    { SUBMIT_URL: 'https://envoi:secret@relais.ac-lyon.example' },
    { SEND_DELAY_S: '121' },
    { QUIET_HOURS: '19h-8h' },
    { CONTENT_KEYS: `70000:${key}` },
    { CONTENT_KEYS: `1:${key},1:${key}` },
    { CONTENT_KEYS: '1:c2hvcnQ=' },
  ])('refuses what would be unsafe or could never work: %j', (unsafe) => {
    const [name = ''] = Object.keys(unsafe).slice(-1)
    expect(() => loadConfig({ ...enough, ...unsafe })).toThrow(/Bad configuration/)
    expect(() => loadConfig({ ...enough, ...unsafe })).toThrow(name === 'HOST' ? 'PUBLIC_URL' : name)
  })

  it.each([
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://webmail.ac-lyon.example' },
    { IMAP_HOST: '127.0.0.1', IMAP_TLS: 'none' },
    { TRUST_PROXY: 'loopback, 10.0.0.0/8, 2001:db8::1' },
    { QUIET_HOURS: 'school-holidays, 18:30-07:30' },
    { SUBMIT_URL: 'smtps://envoi:p%40ss@relais.ac-lyon.example' },
    { SUBMIT_URL: 'smtp://envoi:secret@127.0.0.1:2525?tls=none' },
  ])('takes %j', (good) => {
    expect(() => loadConfig({ ...enough, ...good })).not.toThrow()
  })

  it('is in README, every name of it', () => {
    const [source, readme] = ['src/config.ts', 'README.md'].map((file) =>
      readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8'),
    ) as [string, string]
    const names = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name)
    const written = readme.replace(/`(IMAP|SMTP)_HOST`, `_PORT`, `_TLS`/g, '$1_HOST $1_PORT $1_TLS')
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !written.includes(name))).toEqual([])
  })
})
