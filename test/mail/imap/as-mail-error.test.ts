import { asMailError } from '../../../src/mail/imap/as-mail-error.ts'

const refused = (serverResponseCode: string, responseText: string) =>
  asMailError(Object.assign(new Error('refused'), { authenticationFailed: true, serverResponseCode, responseText }))

describe('a sign-in that the mail server refuses', () => {
  it.each([
    ['LIMIT', 'Maximum number of connections from user+IP exceeded', 'too-many-connections'],
    ['UNAVAILABLE', 'Maximum number of connections from user+IP exceeded', 'too-many-connections'],
    ['UNAVAILABLE', 'Temporary authentication failure.', 'server-unreachable'],
    ['AUTHENTICATIONFAILED', 'Authentication failed.', 'credentials-rejected'],
  ])('[%s] %s is %s', (code, sentence, reason) => {
    expect(refused(code, sentence)).toMatchObject({ reason })
  })
})
