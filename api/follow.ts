import type { Context } from 'hono'
import { UniqueViolation } from '#db/engine.ts'
import { confirmFollow, endFollowing, findFollow, findFollowerId, recipientOf, saveAsked } from '#db/follow.ts'
import { facetTitle } from '#db/pages/case.ts'
import { findTitle } from '#db/publication.ts'
import { dayOf } from '#domain/clock.ts'
import {
  ASKED_A_DAY,
  ASKS_PER_HOUR,
  confirmBy,
  type FollowInput,
  type FollowPage,
  mailboxOf,
  readSubject,
} from '#domain/follow.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { RECORD_LIST_WORDS } from '#domain/words/zh/record.ts'
import type { App, Env } from './env.ts'
import { pageFrame } from './frame.ts'
import { wantsPage } from './problem.ts'
import { EMAIL_NONCE, followToken, keyedHash, sealEmail, uuidOf } from './seal.ts'

/** What a page that can be followed is called; null for an address that cannot be. */
export async function subjectTitle(env: Env, address: string): Promise<string | null> {
  const subject = readSubject(address, env.bureau)
  if (subject?.of === 'cases') return RECORD_LIST_WORDS.case
  if (subject?.of === 'facet') return facetTitle(subject.by, subject.key, env.bureau)
  return subject && findTitle(env.db, subject.kind, subject.id)
}

/**
 * Takes a wish to follow: nothing is sent but a mail that asks for its confirmation. The same answer and the same work
 * whether the address is known, follows already, or has had its mails of the day.
 * @throws Refusal `follow.not-offered`, `follow.too-often`, or `request.invalid` for a page that cannot be followed
 */
export async function askToFollow(env: Env, c: Context<App>, { subject, email }: FollowInput): Promise<string> {
  if (!env.sendMail) throw new Refusal('follow.not-offered')
  const title = await subjectTitle(env, subject)
  if (title === null) throw new Refusal('request.invalid', { problems: [problem(['subject'], 'not-in-list')] })
  const now = env.now()
  const [sender, box] = [c.get('address'), mailboxOf(email)]
  // Counted before it is asked, so that of many at once no more than these get through.
  await env.limits.count('follow', sender, now)
  if (await env.limits.isOver('follow', sender, ASKS_PER_HOUR + 1, now)) throw new Refusal('follow.too-often')
  await env.limits.count('follow-mail', box, now)
  if (!(await env.limits.isOver('follow-mail', box, ASKED_A_DAY + 1, now))) await keepAsked(env, subject, email)
  return title
}

async function keepAsked(env: Env, subject: string, email: string): Promise<void> {
  const addressHash = keyedHash(env.secrets.pepper, 'follow-address-v1', email.toLowerCase())
  for (let attempt = 1; ; attempt += 1) {
    const id = (await findFollowerId(env.db, addressHash)) ?? uuidOf(env.random(16))
    const sealed = await sealEmail(env.secrets.mail, email, recipientOf(id), env.random(EMAIL_NONCE))
    const endHash = hashOf(env, followToken(env.secrets.mail, id, null))
    const tokenHash = hashOf(env, followToken(env.secrets.mail, id, subject))
    try {
      await saveAsked(env.db, { id, addressHash, email: sealed, endHash }, { subject, tokenHash }, env.now())
      return env.wake()
    } catch (error) {
      // The same address for the first time, twice in one moment.
      if (!(error instanceof UniqueViolation) || attempt === 3) throw error
    }
  }
}

/**
 * What a confirming link is of, and, when asked to, confirms it.
 * @throws Refusal `follow.not-found`
 */
export async function openConfirmation(env: Env, token: string, confirms: boolean): Promise<Partial<FollowPage>> {
  const tokenHash = hashOf(env, token)
  const found = await findFollow(env.db, tokenHash, dayOf(env.now()))
  const title = found && (await subjectTitle(env, found.subject))
  if (!found || !title) throw new Refusal('follow.not-found')
  if (confirms) await confirmFollow(env.db, tokenHash, env.now())
  return { token, subject: found.subject, title, until: confirmBy(found.askedOn) }
}

/** Forgets whoever has this link. An unknown one is done already: nothing of it is here. */
export function endFollow(env: Env, token: string): Promise<void> {
  return endFollowing(env.db, hashOf(env, token))
}

/** An answer about following, as a page or for programs. */
export async function followAnswer(env: Env, c: Context<App>, about: Partial<FollowPage>): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  if (c.req.method === 'POST' && !wantsPage(c)) return c.json({ ok: true })
  const blank: FollowPage = { step: 'asked', subject: '', title: '', until: '', token: '', problem: null, email: '' }
  const page = await env.render('/follow/', { frame: pageFrame(env), follow: { ...blank, ...about } })
  return c.html(page, about.problem ? 422 : 200)
}

function hashOf(env: Env, token: string): string {
  return keyedHash(env.secrets.pepper, 'follow-token-v1', token.toLowerCase())
}
