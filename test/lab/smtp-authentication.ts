import { ServerDialogue } from './server-dialogue.ts'

/**
 * Asks Dovecot's authentication socket, as Postfix does (Dovecot authentication protocol 1.1):
 * no IMAP session is opened, so many sends at once never meet the limit of connections per user.
 */
export async function passwordIsRight(
  socketPath: string,
  { username, password }: { username: string; password: string },
): Promise<boolean> {
  const auth = new ServerDialogue({ path: socketPath })
  try {
    auth.say(`VERSION\t1\t1\nCPID\t${process.pid}\n`)
    while ((await auth.hear()) !== 'DONE');
    const response = Buffer.from(`\0${username}\0${password}`).toString('base64')
    auth.say(`AUTH\t1\tPLAIN\tservice=smtp\tsecured\tresp=${response}\n`)
    const answer = await auth.hear()
    return answer.startsWith('OK\t')
  } finally {
    await auth.end()
  }
}
