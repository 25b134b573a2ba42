import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { actOnMessage } from './act-on-message.ts'
import { vouchedAddress, withSender } from './images.ts'
import { readMessageQuery } from './query.ts'
import { answerReceipt } from './receipt.ts'
import { type Named, refOf } from './ref.ts'

type Answer = (req: Request<Named>, services: Services) => Promise<string>

/** Submits that do nothing to the message itself. */
const answers: Record<string, Answer> = {
  images: (req) => Promise.resolve(here(req, { images: true })),
  always: showAlways,
  receipt: async (req, services) => here(req, await answerReceipt(req, { send: true }, services)),
  'no-receipt': async (req, services) => here(req, await answerReceipt(req, { send: false }, services)),
}

/** Does what the pressed submit of a message's page says; gives where to go. */
export function answerForm(req: Request<Named>, services: Services): Promise<string> {
  const submit = pressed(req.body)
  const answer = Object.hasOwn(answers, submit) ? answers[submit] : undefined
  return answer ? answer(req, services) : actOnMessage(req, services)
}

/** The message as it was shown, with more to say. */
function here(req: Request<Named>, more: Parameters<typeof paths.message>[1]): string {
  const { show, images } = readMessageQuery(req.query)
  return paths.message(refOf(req), { show, images, ...more })
}

/** Asked again whether the sender can be believed: the page may be old, or somebody else's. */
async function showAlways(req: Request<Named>, services: Services): Promise<string> {
  const { config, history, mailOf, preferences, signedIn } = services
  const { account } = signedIn(req)
  const sender = vouchedAddress(await mailOf(req).readMessage(refOf(req)), config.authservId)
  if (sender === undefined) return here(req, { images: true })
  const { before, after } = await preferences.change(account, (known) => ({ imageSenders: withSender(known, sender) }))
  const { id } = await history.write(account, { kind: 'settings-changed', before, after })
  return here(req, { said: id })
}
