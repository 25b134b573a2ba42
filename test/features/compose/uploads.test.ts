import { readdir } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { eventually, filesOn, typedIn } from '../../support/compose.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const filesOf = ({ config }: Webmail) => readdir(path.join(config.dataDir, 'files')).catch(() => [])

const part = (name: string, value: string, file = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${value}\r\n`

describe('files that arrive', () => {
  it('leave nothing behind when the browser goes away, and the letter is as it was', async () => {
    const site = await webmail()
    const page = await (await site.browser.open('/compose')).press('Enregistrer', { to: 'a@b.example', body: 'Avant.' })
    const server = createServer(site.app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

    const { port } = server.address() as AddressInfo
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    const post = request({ method: 'POST', host: '127.0.0.1', port, path: page.$('form').attr('action'), headers })
    post.on('error', () => undefined)
    const token = page.$('[name=token]').attr('value') ?? ''
    post.write(part('token', token) + part('body', 'Après.') + part('files', 'x'.repeat(50_000), 'entier.txt'))
    post.write(part('files', 'x'.repeat(300_000), 'coupé.txt').slice(0, -50_000))
    await eventually(async () => (await filesOf(site)).length === 2)
    post.destroy()

    await eventually(async () => (await filesOf(site)).length === 0)
    const after = await site.browser.open(page.url)
    expect(typedIn(after)['body']).toBe('Avant.')
    expect(filesOn(after)).toEqual([])
    server.close()
  })

  it('are at most a hundred, and the one too many is named', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const files = Array.from({ length: 101 }, (_, index) => ({
      ...{ field: 'files', name: `${index + 1}.txt`, content: Buffer.from('x') },
    }))
    const page = await letter.press('Joindre', { body: 'x' }, files)

    expect(filesOn(page)).toHaveLength(100)
    expect(page.words).toContain('« 101.txt » est de trop : un message peut porter 100 pièces jointes.')
  })

  it('may be empty, and have a whole local path for a name', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const files = ['/home/marie/vide.txt', 'C:\\notes\\élèves.txt', '\u202egpj.exe', 'a\tb.txt'].map((name) => ({
      ...{ field: 'files', name, content: Buffer.alloc(0) },
    }))
    const page = await letter.press('Joindre', { body: 'x' }, files)

    expect(filesOn(page)).toEqual(['vide.txt', 'élèves.txt', 'gpj.exe', 'a b.txt'])
  })

  it('cost nothing of the text when they are beyond all bounds, and the letter does not leave without them', async () => {
    const { browser } = await webmail({ env: { UPLOAD_LIMIT_MB: '0.1' } })
    const letter = await browser.open('/compose')
    const files = [
      { field: 'files', name: 'petit.txt', content: Buffer.from('petit') },
      { field: 'files', name: 'vidéo.mp4', content: Buffer.alloc(6_000_000) },
      { field: 'files', name: 'dernier.txt', content: Buffer.from('dernier') },
    ]
    const page = await letter.press('Envoyer', { to: 'lea@b.example', subject: 'Vidéo', body: 'Texte.' }, files)

    expect(page.status).toBe(200)
    expect(typedIn(page)).toMatchObject({ to: 'lea@b.example', subject: 'Vidéo', body: 'Texte.' })
    expect(filesOn(page)).toEqual(['petit.txt'])
    expect(page.words).toContain('Un fichier n’a pas été joint. « vidéo.mp4 » est trop lourd')
    expect(page.words).toContain('comparez les pièces jointes ci-dessous')
    expect(page.words).not.toContain('Message envoyé')
  })
})
