import { MailError } from '../errors.ts'
import type { MailAccount } from '../mail-account.ts'
import type { Folder, MessageRef } from '../types.ts'
import { decodeText } from '../mime/charset.ts'
import { markSeen } from './change-flags.ts'
import type { FolderContext } from './context.ts'
import { transferDecoder } from './decode-transfer.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { readFolders } from './folders.ts'
import { forgetCounts } from './forget.ts'
import { type Lender, lendFolder } from './lend.ts'
import { listMessages } from './list-messages.ts'
import { openPart } from './open-part.ts'
import { chunkSize, type FetchChunk, partStream } from './part-stream.ts'
import { probe } from './probe.ts'
import { readMessage } from './read-message.ts'
import { readText } from './read-text.ts'
import { insistOnSame } from './select-folder.ts'

type ReadingVerbs = 'listMessages' | 'readMessage' | 'readText' | 'openPart' | 'openSource' | 'readHeader' | 'markSeen'

/** What a person looks at: the folder stays selected on the line it is read on. */
export function readingVerbs(lender: Lender): Pick<MailAccount, ReadingVerbs> {
  const onMessage = <T>(ref: MessageRef, work: (context: FolderContext) => Promise<T>): Promise<T> =>
    lendFolder(lender, { folder: ref.folder, reading: true }, (context) => {
      insistOnSame(context.folder, ref)
      return work(context).catch(async (error: unknown) => {
        if (context.folder.fresh || !isGone(error)) throw error
        // Another line may have shown what this one has not been told of yet (RFC 9051 §5.2: news come with an answer).
        await probe(context.line)
        return work(context)
      })
    })
  const sliceOf =
    (ref: MessageRef, section: string) =>
    (from: number, length = chunkSize): Promise<Buffer> =>
      onMessage(ref, (context) => fetchBytes(context, { uid: ref.uid, section, from, length }))

  return {
    listMessages: (folder, query) =>
      lendFolder(lender, { folder, reading: true }, async (context) =>
        listMessages(context, query, await folderKnown(context)),
      ),
    readMessage: (ref) => onMessage(ref, (context) => readMessage(context, ref)),
    markSeen: (ref) => onMessage(ref, (context) => markSeen(context, ref.uid).finally(() => forgetCounts(context))),
    readText: (ref, part, limit) =>
      lender.texts.have({ account: lender.account, ...ref, section: part.section, limit }, () =>
        readText(sliceOf(ref, part.section), part, limit),
      ),
    openPart: (ref, section, range) =>
      openPart(
        (work) => onMessage(ref, work),
        { uid: ref.uid, section, range },
        (fetchChunk) => untilSignedOut(lender, fetchChunk),
      ),
    openSource: async (ref) => partStream(untilSignedOut(lender, sliceOf(ref, '')), transferDecoder('8bit')),
    readHeader: async (ref, limit) => decodeText(await sliceOf(ref, 'HEADER')(0, limit)).text,
  }
}

const isGone = (error: unknown): boolean => error instanceof MailError && error.reason === 'message-not-found'

/** A download may outlive its session: it must not open new lines for somebody who has left. */
function untilSignedOut(lender: Lender, fetchChunk: FetchChunk): FetchChunk {
  const pool = lender.pool()
  return async (from, length) => {
    if (pool.retired) throw new MailError('signed-out')
    return fetchChunk(from, length)
  }
}

/** What the last listing of folders said of the selected one; the frame around a list has just asked. */
async function folderKnown(context: FolderContext): Promise<Folder> {
  const { path } = context.folder
  const named = (folders: Folder[] | undefined) => folders?.find((folder) => folder.path === path)
  return named(context.memory.folders) ?? named(await readFolders(context)) ?? unlisted(path)
}

/** A folder that can be opened but is not listed: another user's, reached by its name. */
const unlisted = (path: string): Folder => ({
  path,
  name: path,
  depth: 0,
  selectable: true,
  subscribed: false,
  messages: 0,
  unread: 0,
})
