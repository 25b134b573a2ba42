import type { Answers } from './types.ts'

/** In-Reply-To and References of an answer (RFC 5322 §3.6.4). A forward begins a conversation of its own. */
export function threadOf(answers: Answers | undefined): { inReplyTo?: string; references: string[] } {
  if (!answers?.messageId || answers.kind.startsWith('forward')) return { references: [] }
  return { inReplyTo: answers.messageId, references: answers.references }
}
