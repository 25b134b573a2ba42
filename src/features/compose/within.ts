/** What `answer` gives within `patience` milliseconds; undefined when it fails or takes longer: it then goes on unheard. */
export async function within<T>(patience: number, answer: Promise<T>): Promise<T | undefined> {
  const { promise: silence, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), patience)
  try {
    return await Promise.race([answer.catch(() => undefined), silence])
  } finally {
    clearTimeout(timer)
  }
}
