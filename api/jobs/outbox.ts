import { findBureauChange } from '#db/bureau.ts'
import { findGrant } from '#db/grant.ts'
import { findOpening } from '#db/opening.ts'
import {
  findNotifyEmail,
  findStaffEmail,
  type Leased,
  leaseNotices,
  markFailed,
  markSent,
  markUnsent,
  putBack,
} from '#db/outbox.ts'
import { findDutyOfficer } from '#db/roster.ts'
import { ruleOn, rulesOf } from '#domain/case/rule.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import { OPENING_MINUTES, openingState } from '#domain/identity/opening.ts'
import type { NoticeCode } from '#domain/notice.ts'
import type { Proposal } from '#domain/proposal.ts'
import { subjectTag } from '#domain/tip/mail.ts'
import { mailedReceipt, showReceipt } from '#domain/tip/receipt.ts'
import { CHANGE_KIND_WORDS, limitWord } from '#domain/words/zh/bureau.ts'
import { GRANT_KIND_WORDS } from '#domain/words/zh/grant.ts'
import { emergencyWord, NOBODY_ON_DUTY, NOTICE_WORDS, proposedWord } from '#domain/words/zh/notice.ts'
import { digestText } from '../digest.ts'
import type { Env, Mail } from '../env.ts'
import { followMail } from '../follow-mail.ts'
import { mailProof, openEmail } from '../seal.ts'

const AT_ONCE = 10

/** The roster named nobody: the mailbox of the bureau got it. */
const FALLBACK = 'fallback'

/** How sending fails: `permanent` when the other server says so (SMTP 5xx), `transient` for everything else. */
type Failure = 'transient' | 'permanent'

/** A mail without the number it goes out under; `reached`: who it is marked as sent to, where somebody had the duty. */
type Outgoing = Omit<Mail, 'messageId'> & { reached?: string }

/**
 * Sends every notice that is due. At least once: after a crash between sending and marking, the same mail goes out
 * again under the same Message-ID, by which mail programs fold the two into one.
 * Ends early when the mail server is away, so that the others keep their attempts.
 * @returns how many went out
 */
export async function drainOutbox(env: Env): Promise<number> {
  if (!env.sendMail) return 0
  let sent = 0
  for (;;) {
    const notices = await leaseNotices(env.db, AT_ONCE, env.now())
    if (notices.length === 0) return sent
    for (const [at, notice] of notices.entries()) {
      const result = await sendNotice(env, notice)
      if (result === 'sent') sent += 1
      if (result !== 'unreachable') continue
      for (const other of notices.slice(at + 1)) await putBack(env.db, other.id, env.now())
      return sent
    }
  }
}

async function sendNotice(env: Env, notice: Leased): Promise<'sent' | 'unsent' | 'unreachable'> {
  const isFollower = notice.recipient.startsWith('follower:')
  const mail: Outgoing | null = isFollower ? await followMail(env, notice) : await mailOf(env, notice)
  if (mail === null || !env.sendMail) {
    await markFailed(env.db, notice.id)
    return 'unsent'
  }
  const { reached, ...about } = mail
  try {
    await env.sendMail({ ...about, messageId: `<outbox-${notice.id}@${new URL(env.origin).hostname}>` })
  } catch (error) {
    const code = (error as { responseCode?: unknown }).responseCode
    const why: Failure = typeof code === 'number' && code >= 500 ? 'permanent' : 'transient'
    await markUnsent(env.db, notice, why, env.now())
    return typeof code === 'number' ? 'unsent' : 'unreachable'
  }
  await markSent(env.db, notice.id, reached)
  return 'sent'
}

/** Whom a mail goes to. `tip`: the reporter of one, who wrote by mail or left an address, with the code to change yet. */
type Recipient = {
  address: string
  /** Of a notice to `duty`, who that is now: `staff:<account id>` or `fallback`. */
  reached?: string
  tip?: { id: string; isMail: boolean; mustChange: boolean }
}

/** `duty`, `staff:<id>` or `tip:<id>`; null when there is no address (any more), or it can no longer be opened. */
async function recipientOf(env: Env, recipient: string): Promise<Recipient | null> {
  if (recipient === 'duty') return dutyOfficer(env)
  if (recipient.startsWith('staff:')) {
    const address = await findStaffEmail(env.db, recipient.slice('staff:'.length))
    return address === null ? null : { address }
  }
  const id = recipient.slice('tip:'.length)
  const found = await findNotifyEmail(env.db, id)
  if (!found) return null
  const { sealed, isMail, mustChange } = found
  const address = await openEmail(env.secrets.mail, sealed, id).catch(() => null)
  return address === null ? null : { address, tip: { id, isMail, mustChange } }
}

/** Whoever has the bureau's shift at this minute; the mailbox of the bureau while the roster names nobody. */
async function dutyOfficer(env: Env): Promise<Recipient> {
  const officer = await findDutyOfficer(env.db, env.now())
  if (officer) return { address: officer.email, reached: `staff:${officer.userId}` }
  return { address: env.bureau.dutyEmail, reached: FALLBACK }
}

/**
 * The number a notice is about; of a digest its numbers, null when there are none for this person (any more). Of a request
 * to open an identity until when it may be decided, and neither which tip it is nor why; of a proposal what kind it is and
 * until when; null when that is over.
 */
async function textOf(env: Env, { notice, recipient, reference }: Leased): Promise<string | null> {
  if (notice === 'identity-asked') {
    const opening = await findOpening(env.db, reference)
    if (!opening || openingState(opening, env.now()) !== 'asked') return null
    const until = minuteOf(new Date(opening.askedAt + OPENING_MINUTES * 60_000))
    return `最迟 ${until.slice(11, 16)} 决定，过时作废。`
  }
  if (notice === 'grant-proposed') {
    const grant = await findGrant(env.db, reference)
    return grant && proposalText(env, grant, GRANT_KIND_WORDS[grant.kind])
  }
  if (notice === 'bureau-change-proposed') {
    const kept = await findBureauChange(env.db, reference)
    return kept && proposalText(env, kept, CHANGE_KIND_WORDS[kept.change.kind])
  }
  if (notice === 'emergency') {
    const limit = ruleOn(rulesOf(env.bureau), 'emergency', dayOf(env.now()))
    return `编号：${reference}\n${emergencyWord(limitWord(limit))}`
  }
  return notice === 'digest' ? digestText(env, recipient.slice('staff:'.length)) : `编号：${reference}`
}

function proposalText(env: Env, { state, expiresOn }: Proposal, kind: string): string | null {
  return state === 'waiting' && dayOf(env.now()) <= expiresOn ? proposedWord(kind, expiresOn) : null
}

/** Where at the desk what a notice tells of is decided. */
const PLACES: Partial<Record<string, string>> = {
  'identity-asked': '#/identity',
  'grant-proposed': '#/grants',
  'bureau-change-proposed': '#/grants',
}

/**
 * A mail passes many hands: it carries the number and the link, and nothing of the tip. Whoever wrote by mail can answer
 * it, by the proof in its subject, and gets a code of first use with the answer to that first mail alone. null when there is
 * nobody to tell, or nothing (any more).
 */
async function mailOf(env: Env, notice: Leased): Promise<Outgoing | null> {
  const to = await recipientOf(env, notice.recipient)
  const text = to && (await textOf(env, notice))
  if (!to || text === null) return null
  const { address, reached, tip } = to
  const words = NOTICE_WORDS[notice.notice as NoticeCode]
  const link = `${env.origin}${tip ? '/report/status/' : `/desk/${PLACES[notice.notice] ?? ''}`}`
  const tag = tip?.isMail ? ` ${subjectTag(notice.reference, mailProof(env.secrets.mail, tip.id))}` : ''
  const code =
    tip?.mustChange && notice.notice === 'mail-received'
      ? `首次查询码：${showReceipt(mailedReceipt(env.secrets.receipt, tip.id))}\n`
      : ''
  return {
    to: address,
    subject: `${words.subject}${tag}`,
    text: `${words.text}${reached === FALLBACK ? `\n${NOBODY_ON_DUTY}` : ''}\n\n${text}\n${code}${link}\n\n${env.bureau.name}\n`,
    ...(reached && { reached }),
  }
}
