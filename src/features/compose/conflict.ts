import { Router } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import type { Draft } from '../../work/index.ts'

/** One of two letters that were made of the same draft. */
interface Version {
  title: string
  saved: string
  fields: { name: string; value: string }[]
  body: string
  submit: { name: string; words: string }
}

/** What `views/compose/conflict.ejs` needs. */
export interface ConflictPage extends Page {
  action: string
  versions: [Version, Version]
}

function conflictPage(newest: Draft, posted: Draft, locale: Locale): ConflictPage {
  return {
    title: locale.t('compose.conflict.title'),
    frame: 'writing',
    action: paths.draftConflict({ id: newest.id, other: posted.id }),
    versions: [asVersion(posted, 'posted', locale), asVersion(newest, 'newest', locale)],
  }
}

function asVersion(
  { letter, files, savedAt }: Draft,
  which: 'posted' | 'newest',
  { t, list, longDate }: Locale,
): Version {
  const fields = [
    { name: t('compose.to'), value: letter.to },
    { name: t('compose.cc'), value: letter.cc },
    { name: t('compose.bcc'), value: letter.bcc },
    { name: t('compose.subject'), value: letter.subject },
    { name: t('compose.files'), value: list(files.map(({ name }) => name)) },
  ]
  return {
    title: t(`compose.conflict.${which}`),
    saved: savedAt ? longDate(savedAt) : '',
    fields: fields.filter(({ value }) => value),
    body: letter.body,
    submit: { name: `do-${which}`, words: t(`compose.conflict.${which}.keep`) },
  }
}

/** Two texts of one draft, side by side: both are kept until their writer says otherwise. */
export function conflictRoutes({ drafts, history, localeOf, mailOf, sendPage, signedIn }: Services): Router {
  const router = Router()

  router.get('/compose/:draft/conflict/:other', async (req, res) => {
    const { account } = signedIn(req)
    const { draft: id, other } = req.params
    const [newest, posted] = await Promise.all([drafts.open(account, id), drafts.open(account, other)])
    if (!newest || !posted) return res.redirect(303, paths.draft(newest ? id : other))
    if (newest.sent) return res.redirect(303, paths.draft(other, { note: 'apart' }))
    await sendPage(res, 'compose/conflict', conflictPage(newest, posted, localeOf(req)))
  })

  router.post('/compose/:draft/conflict/:other', async (req, res) => {
    const { account } = signedIn(req)
    const { draft: id, other } = req.params
    const choice = pressed(req.body)
    const [kept, dropped] = choice === 'newest' ? [id, other] : [other, choice === 'posted' ? id : undefined]
    if (dropped === undefined) return res.redirect(303, paths.draft(kept))

    const discarded = await drafts.discard(account, dropped, mailOf(req))
    const { id: said } = await history.write(account, { kind: 'draft-discarded', draft: dropped, discarded })
    res.redirect(303, paths.draft(kept, { said }))
  })

  return router
}
