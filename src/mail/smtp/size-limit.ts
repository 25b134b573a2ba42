import { createSmtpLine, type Announced, type SmtpOptions } from './smtp-line.ts'

const minute = 60_000
const keptFor = 10 * minute
/** A server that is away is not asked again by every page that shows the limit. */
const unknownFor = minute

interface Known {
  limit: Promise<number | undefined>
  until: number
}

/** What the server says it takes, in bytes. EHLO comes before any password, so none is needed. */
export function createSizeLimit(options: SmtpOptions) {
  let known: Known | undefined

  const keep = (limit: Promise<number | undefined>, milliseconds: number): Promise<number | undefined> => {
    known = { limit, until: performance.now() + milliseconds }
    return limit
  }
  const askServer = (): Promise<number | undefined> =>
    announcedBy(options).then(
      ({ largest }) => largest,
      () => keep(Promise.resolve(undefined), unknownFor),
    )

  return {
    learn: ({ largest }: Announced): void => {
      void keep(Promise.resolve(largest), keptFor)
    },
    ask: (): Promise<number | undefined> =>
      known && performance.now() < known.until ? known.limit : keep(askServer(), keptFor),
  }
}

async function announcedBy(options: SmtpOptions): Promise<Announced> {
  const line = createSmtpLine(options)
  try {
    return await line.connect()
  } finally {
    line.close({ politely: true })
  }
}
