import { CredentialsDigests } from '../../src/work/outbox/credentials-digest.ts'

const credentials = { login: 'mdurand', password: 'une phrase de passe' }

describe('digests of credentials', () => {
  it('recognise the same credentials and no others, in another process too', async () => {
    const digest = await new CredentialsDigests().of(credentials)
    const other = new CredentialsDigests()
    expect(await other.matches(digest, credentials)).toBe(true)
    expect(await other.matches(digest, { ...credentials, password: 'une autre' })).toBe(false)
  })

  it('are asked anew after they could not be compared', async () => {
    const digest = await new CredentialsDigests().of(credentials)
    const other = new CredentialsDigests()
    // Node makes no digest with a nonce of less than 8 bytes.
    await expect(other.matches({ ...digest, nonce: '' }, credentials)).rejects.toThrow()
    expect(await other.matches(digest, credentials)).toBe(true)
  })
})
