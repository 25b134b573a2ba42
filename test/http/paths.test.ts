import express from 'express'
import fc from 'fast-check'
import request from 'supertest'
import { folderNamed, localPath, messageNamed, paths } from '../../src/http/paths.ts'

describe('links to folders', () => {
  const app = express().get('/mail/:folder', (req, res) => {
    res.json(folderNamed(req.params.folder))
  })

  it.each(['.', '..', '~', '~.', 'Élèves & parents', 'a/b', '100 %', '?', '#', '\\', '🎒', '...', 'INBOX.Été'])(
    'lead to « %s »',
    async (folder) => {
      const answer = await request(app)
        .get(paths.folder(folder).replace(/[?#].*/, ''))
        .expect(200)
      expect(answer.body).toBe(folder)
    },
  )

  it('survive a browser, which resolves dots before it asks', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (folder) => {
        fc.pre(folder.isWellFormed())
        const { pathname } = new URL(paths.folder(folder), 'http://here')
        expect(folderNamed(decodeURIComponent(pathname.slice('/mail/'.length)))).toBe(folder)
      }),
    )
  })
})

describe('links to messages', () => {
  it('name the folder, its validity and the message', () => {
    const ref = { folder: 'Établissement/Vie scolaire', uidValidity: '1795526595', uid: 190 }
    const [, folder = '', message = ''] = /^\/mail\/([^/]+)\/([^/]+)$/.exec(paths.message(ref)) ?? []
    expect(messageNamed(decodeURIComponent(folder), message)).toEqual(ref)
  })

  it.each(['', '12', '12-', '-3', '1-2-3', 'x-1', '1-x', '1e3-4', `${'9'.repeat(30)}-1`])(
    '« %s » names none',
    (message) => {
      expect(messageNamed('INBOX', message)).toBeUndefined()
    },
  )
})

describe('where to go next', () => {
  it.each(['/mail/INBOX?page=2', '/', '/compose?to=a%40b.example'])('%s is ours', (next) => {
    expect(localPath(next)).toBe(next)
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\n/evil',
    '/\t/evil.example',
    '',
    undefined,
    ['/a'],
  ])('%j leads home', (next) => {
    expect(localPath(next)).toBe('/')
  })
})
