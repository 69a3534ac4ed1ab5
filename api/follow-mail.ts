import { findAsked, findFollowerEmail, listNews, recipientOf } from '#db/follow.ts'
import type { Leased } from '#db/outbox.ts'
import { dayOf } from '#domain/clock.ts'
import { newsTitle } from '#domain/feed.ts'
import { confirmBy, NEWS_PER_MAIL } from '#domain/follow.ts'
import type { NoticeCode } from '#domain/notice.ts'
import { recordAddress } from '#domain/record.ts'
import { FOLLOW_WORDS } from '#domain/words/zh/follow.ts'
import { NOTICE_WORDS } from '#domain/words/zh/notice.ts'
import type { Env, Mail } from './env.ts'
import { subjectTitle } from './follow.ts'
import { followToken, openEmail } from './seal.ts'

/**
 * A mail to a follower as it goes out now: what asks for a confirmation, or what is new, in the words of public pages.
 * null when they are gone, it is too late to confirm, or nothing of it is public any more. Every one ends all by one press
 * (RFC 8058).
 */
export async function followMail(env: Env, notice: Leased): Promise<Omit<Mail, 'messageId'> | null> {
  const id = notice.recipient.slice(recipientOf('').length)
  const sealed = await findFollowerEmail(env.db, id)
  const address = sealed && (await openEmail(env.secrets.mail, sealed, recipientOf(id)).catch(() => null))
  if (!address) return null
  const said = notice.notice === 'follow-news' ? await news(env, id, notice.reference) : await asked(env, id, notice)
  if (said === null) return null
  const words = NOTICE_WORDS[notice.notice as NoticeCode]
  const end = `${env.origin}/follow/end/${followToken(env.secrets.mail, id, null)}/`
  return {
    to: address,
    subject: words.subject,
    text: `${words.text}\n\n${said}\n\n${FOLLOW_WORDS.end(end)}\n\n${env.bureau.name}\n`,
    headers: { 'List-Unsubscribe': `<${end}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

async function asked(env: Env, id: string, { reference: subject }: Leased): Promise<string | null> {
  const found = await findAsked(env.db, id, subject)
  const title = found && (await subjectTitle(env, subject))
  if (!found || !title || found.confirmed || confirmBy(found.askedOn) < dayOf(env.now())) return null
  const url = `${env.origin}/follow/confirmation/${followToken(env.secrets.mail, id, subject)}/`
  const page = FOLLOW_WORDS.page(title, `${env.origin}${subject}`)
  return `${page}\n\n${FOLLOW_WORDS.confirm(url, confirmBy(found.askedOn))}`
}

/** `reference`: the positions it tells of, `<after>-<up to>`. */
async function news(env: Env, id: string, reference: string): Promise<string | null> {
  const [from = 0, to = 0] = reference.split('-').map(Number)
  const records = (await listNews(env.db, id, from, to)).toReversed()
  if (records.length === 0) return null
  const lines = records
    .slice(0, NEWS_PER_MAIL)
    .map((record) => FOLLOW_WORDS.item(newsTitle(record), `${env.origin}${recordAddress(record.kind, record.id)}`))
  const more = records.length - lines.length
  return [...lines, ...(more > 0 ? [FOLLOW_WORDS.more(more)] : [])].join('\n')
}
