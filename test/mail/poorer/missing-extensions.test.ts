import { lab } from '../../support/lab.ts'
import { startPoorerServer, type RewritingProxy } from '../imap/rewriting-proxy.ts'
import { everydayWork } from './everyday-work.ts'
import { searching } from './searching.ts'

/**
 * What each extension puts into answers, and into commands. Both are spoilt: who uses one that was not
 * announced is refused, as a server without it would.
 */
const extensions = [
  { name: 'CONDSTORE', answers: ['CONDSTORE', 'QRESYNC', 'MODSEQ'], commands: ['CONDSTORE', 'MODSEQ', 'CHANGEDSINCE'] },
  { name: 'MOVE', answers: [' MOVE'], commands: [' MOVE'] },
  { name: 'UIDPLUS', answers: ['UIDPLUS', 'COPYUID', 'APPENDUID'], commands: ['UID EXPUNGE'] },
  {
    name: 'SPECIAL-USE',
    answers: ['SPECIAL-USE', '\\Sent', '\\Trash', '\\Junk', '\\Drafts', '\\Archive'],
    commands: ['SPECIAL-USE', ' (USE '],
  },
  { name: 'LIST-STATUS', answers: ['LIST-STATUS'], commands: ['STATUS (MESSAGES UNSEEN))'] },
  { name: 'LIST-EXTENDED', answers: ['LIST-EXTENDED', 'LIST-STATUS', 'SPECIAL-USE'], commands: ['LIST "" "*" RETURN'] },
  { name: 'PREVIEW', answers: ['PREVIEW'], commands: ['PREVIEW'] },
  { name: 'SORT', answers: ['SORT'], commands: [' SORT'] },
  { name: 'BINARY', answers: ['BINARY'], commands: ['BINARY', '~{'] },
  { name: 'ESEARCH', answers: ['ESEARCH', 'ESORT'], commands: ['SEARCH RETURN', 'SORT RETURN'] },
  { name: 'LITERAL+', answers: ['LITERAL+'], commands: ['+}\r\n'] },
  { name: 'NAMESPACE', answers: ['NAMESPACE'], commands: ['NAMESPACE'] },
] as const

/** The others are nothing to a search. */
const forSearching: string[] = ['CONDSTORE', 'SORT', 'ESEARCH', 'LITERAL+']

/** Every word by one of the same length that nobody knows. */
const spoilt = (words: readonly string[]) =>
  Object.fromEntries(words.map((word) => [word, word.replace(/\w(?!.*\w)|[~+]/, '!')]))

describe.each(extensions)('a server without $name', ({ name, answers, commands }) => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    poorer = await startPoorerServer(spoilt(answers), spoilt(commands))
  })
  afterAll(() => poorer.stop())

  const server = () => ({ ours: poorer.address, theirs: lab().imap })
  everydayWork(server, { precise: name !== 'UIDPLUS' })
  if (forSearching.includes(name)) describe('searching and sorting', () => searching(server))
})
