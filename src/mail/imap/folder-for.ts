import { MailError } from '../errors.ts'
import type { FolderRole } from '../types.ts'
import { asMailError } from './as-mail-error.ts'
import { atom, command, folderName, type Token } from './command.ts'
import type { Context } from './context.ts'
import { frenchNames } from './folder-roles.ts'
import { readFolders } from './folders.ts'
import { namespacesOf } from './namespaces.ts'
import { setSubscribed } from './subscribe.ts'

/** The folder that plays a role; created with our French name, told to the server (RFC 6154 §3) and subscribed when there is none. */
export async function folderFor(context: Context, role: FolderRole): Promise<string> {
  if (role === 'inbox') return 'INBOX'
  const known = await withRole(context, role)
  if (known !== undefined) return known

  const refusal = await create(context, role)
  const made = await withRole(context, role)
  if (made === undefined) throw refusal ?? new MailError('folder-not-found', { detail: `no folder for ${role}` })
  if (refusal) await setSubscribed(context.line, made, true)
  return made
}

const withRole = async (context: Context, role: FolderRole): Promise<string | undefined> =>
  (await readFolders(context)).find((folder) => folder.role === role)?.path

/** Gives the refusal, if any: another request, or another program, may have been quicker, and not every server says so. */
async function create({ line }: Context, role: Exclude<FolderRole, 'inbox'>): Promise<MailError | undefined> {
  const name = folderName(line.imap, namespacesOf(line.imap).own.prefix + frenchNames[role])
  const use: Token[] = line.imap.capabilities.has('CREATE-SPECIAL-USE')
    ? [[atom('USE'), [atom(`\\${role.charAt(0).toUpperCase()}${role.slice(1)}`)]]]
    : []
  try {
    await command(line, ['CREATE', name, ...use])
  } catch (error) {
    const told = asMailError(error, line)
    if (!(told instanceof MailError) || line.lost || !line.imap.usable) throw told
    return told
  }
  await command(line, ['SUBSCRIBE', name])
  return undefined
}
