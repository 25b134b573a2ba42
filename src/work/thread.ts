import type { Answers } from './types.ts'

/** Mail servers cut headers without end; the first ones name the conversation, the last ones the branch. */
const mostReferences = 60

/** In-Reply-To and References of an answer (RFC 5322 §3.6.4). A forward begins a conversation of its own. */
export function threadOf(answers: Answers | undefined): { inReplyTo?: string; references: string[] } {
  if (!answers?.messageId || answers.kind.startsWith('forward')) return { references: [] }

  const chain = [...new Set([...answers.references, answers.messageId])]
  const cut = chain.length - mostReferences
  const references = cut > 0 ? [...chain.slice(0, 10), ...chain.slice(10 + cut)] : chain
  return { inReplyTo: answers.messageId, references }
}
