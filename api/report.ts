import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import { findAttachments } from '#db/attachment.ts'
import { listRecipients } from '#db/recipient.ts'
import { dayOf } from '#domain/clock.ts'
import { type NamedMode, Person, personProblems } from '#domain/identity/person.ts'
import { isValid, offeredModes } from '#domain/identity/recipient.ts'
import type { ReportForm } from '#domain/page.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { MAX_ATTACHMENTS } from '#domain/tip/kinds.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { REPORT_WORDS } from '#domain/words/zh/report.ts'
import { readAs } from './body.ts'
import type { App, Env } from './env.ts'
import { published, sealPerson, validRecipients } from './envelope.ts'
import { controlOf, personOfForm, readForm, type SentForm, tipOfForm, valuesOf } from './form.ts'
import { pageFrame } from './frame.ts'
import { issueWait, readWait, WAIT_SECONDS } from './guards/wait.ts'
import { requireWork, type Solved } from './guards/work.ts'
import { type Taken, takeTip } from './intake.ts'
import { readTip } from './intake-problems.ts'
import { dropPhotos, PHOTOS_PER_TIP, type StoredPhoto, storePhotos } from './photo.ts'
import { wantsPage } from './problem.ts'
import { keyedHash } from './seal.ts'

/** The empty form. Each carries a key of its own, so that a second press without JavaScript is no second tip. */
export async function blankForm(env: Env): Promise<string> {
  const attempt: Attempt = { fields: new Map(), stored: [], attachments: [], key: undefined }
  return env.render('/report/', { frame: pageFrame(env), form: await formOf(env, attempt, []) })
}

/** The keys went while the form was being filled in: everything stays but the way of coming forward. */
const NOT_OFFERED: Problem = {
  path: 'reporter.mode',
  code: 'not-in-list',
  message: REFUSAL_WORDS['tip.mode-not-offered'],
}

/** A report form on its way through: what was sent, and what of it is kept for the next attempt. */
type Attempt = { fields: SentForm['fields']; stored: StoredPhoto[]; attachments: string[]; key: string | undefined }

/**
 * The report form posted without JavaScript: a tip taken in, or a page that keeps all that was entered. Who asks for
 * JSON gets refusals thrown instead of pages, and nothing kept.
 */
export async function takeReport(env: Env, c: Context<App>): Promise<{ taken: Taken } | { page: Response }> {
  const { fields, photos } = await readForm(c)
  const kept = (fields.get('attachments') ?? []).filter((id) => id !== '')
  const address = c.get('address')
  const wait = readWait(env, controlOf(fields, 'token'), env.now())
  const tooMany = kept.length + photos.length > MAX_ATTACHMENTS
  const tooOften =
    photos.length > 0 &&
    wait.is !== 'ripe' &&
    (await env.limits.isOver('photo', address, PHOTOS_PER_TIP * env.intakeLimit, env.now()))
  const { stored, problems } = await storePhotos(env, tooMany || tooOften ? [] : photos, address)
  if (tooMany) problems.push(problem(['photo'], 'too-many', { maximum: MAX_ATTACHMENTS }))
  const key = c.req.header('idempotency-key') ?? controlOf(fields, 'idempotencyKey')
  const attempt: Attempt = { fields, stored, attachments: [...kept, ...stored.map((one) => one.id)], key }
  try {
    const { input, sealedHere } = await readReport(env, attempt, problems)
    const isOver = tooOften || (await env.limits.isOver('tip', address, env.intakeLimit, env.now()))
    const admit = isOver ? (spent: boolean) => admitForm(env, c, fields, spent) : undefined
    const taken = await takeTip(env, input, { channel: 'web', idempotencyKey: key, admit, sealedHere })
    if (!taken.isNew) await dropPhotos(env, stored)
    return { taken }
  } catch (error) {
    const code = error instanceof Refusal && wantsPage(c) ? error.code : undefined
    if (code === 'tip.mode-not-offered') return { page: await formPage(env, c, attempt, [NOT_OFFERED]) }
    if (code === 'request.invalid') return { page: await formPage(env, c, attempt, (error as Refusal).about.problems) }
    if (code === 'tip.work-required') return { page: await waitPage(env, c, attempt, tooOften) }
    await dropPhotos(env, stored)
    throw error
  }
}

/**
 * The tip in the form, with the problems of its photos and of who they say they are among all others. Who they are is
 * sealed here, before anything is kept, when no script did it.
 */
async function readReport(env: Env, { fields, attachments, key }: Attempt, photoProblems: Problem[]) {
  const named = controlOf(fields, 'reporter.sealed') ? null : namedMode(controlOf(fields, 'reporter.mode'))
  const valid = named ? await validRecipients(env, named) : []
  const person = personOfForm(fields)
  const beside = [...photoProblems, ...(named ? personProblems(person, named) : [])]
  const input = await readTip(env, tipOfForm(fields, attachments)).catch((error) => {
    if (!(error instanceof Refusal) || beside.length === 0) throw error
    throw new Refusal('request.invalid', { problems: [...(error.about.problems as Problem[]), ...beside] })
  })
  if (beside.length > 0) throw new Refusal('request.invalid', { problems: beside })
  if (!named) return { input }
  const sealed = await sealPerson(valid, readAs(Person, person), named)
  // Keyed with what the sender alone keeps, so that nothing we store can be tried against telephone numbers.
  const secret = key ?? keyedHash(env.random(32), 'unrepeatable')
  const sealedHere = keyedHash(utf8ToBytes(secret), 'identity-digest-v1', JSON.stringify(person))
  return { input: { ...input, reporter: { ...input.reporter, ...sealed } }, sealedHere }
}

function namedMode(mode: string | undefined): NamedMode | null {
  return mode === 'contact_only' || mode === 'real_name' ? mode : null
}

/** Over the rate a form passes with a ripe place in the slow lane, a Turnstile token, or work in the header. */
async function admitForm(env: Env, c: Context<App>, fields: SentForm['fields'], spent: boolean): Promise<Solved> {
  const wait = readWait(env, controlOf(fields, 'token'), env.now())
  if (!spent && wait.is === 'ripe') return wait.solved
  const token = controlOf(fields, 'cf-turnstile-response')
  const brought = c.req.header('x-work') ?? (token && `turnstile:${token}`)
  return requireWork(env, spent ? undefined : brought, env.now())
}

async function formPage(env: Env, c: Context<App>, attempt: Attempt, problems: unknown): Promise<Response> {
  const form = await formOf(env, attempt, problems as Problem[])
  const token = controlOf(attempt.fields, 'token')
  // Whoever waited once need not wait again for a misspelt word.
  if (token && readWait(env, token, env.now()).is !== 'void') form.values = { ...form.values, token }
  return c.html(await env.render('/report/', { frame: pageFrame(env), form }), 422)
}

/** A place in the slow lane; whoever comes back too early keeps the place they have. */
async function waitPage(env: Env, c: Context<App>, attempt: Attempt, tooOften: boolean): Promise<Response> {
  const form = await formOf(env, attempt, [])
  const held = readWait(env, controlOf(attempt.fields, 'token'), env.now())
  const place = held.is === 'early' ? held : { token: issueWait(env, env.now()), seconds: WAIT_SECONDS }
  const reason = tooOften ? REPORT_WORDS.photosTooOften : undefined
  const wait = { ...form, token: place.token, seconds: place.seconds, ...(reason && { reason }) }
  return c.html(await env.render('/report/waiting/', { frame: pageFrame(env), wait }), 200)
}

/** The form again: values as sent, photos kept by id where they are still free. */
async function formOf(env: Env, attempt: Attempt, problems: Problem[]): Promise<ReportForm> {
  const today = dayOf(env.now())
  const photos = await findAttachments(env.db, attempt.attachments, today)
  const recipients = await listRecipients(env.db)
  return {
    today,
    values: valuesOf(attempt.fields),
    problems,
    attachments: [...photos.values()]
      .filter((one) => !one.used)
      .map(({ id, width, height }) => ({ id, width, height })),
    idempotencyKey: attempt.key ?? keyedHash(env.random(32), 'form-key-v1'),
    turnstileSiteKey: env.turnstile?.siteKey ?? null,
    recipients: offeredModes(recipients).length > 1 ? recipients.filter(isValid).map(published) : [],
    ...(env.tiles && { tiles: { attribution: env.tiles.attribution, crs: env.tiles.crs } }),
  }
}
