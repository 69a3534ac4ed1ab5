import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { UniqueViolation } from '#db/engine.ts'
import { findTipId, insertReporterMessage, isMailTaken } from '#db/tip.ts'
import { dayOf } from '#domain/clock.ts'
import { Refusal } from '#domain/refusal.ts'
import { MAX_ATTACHMENTS } from '#domain/tip/kinds.ts'
import {
  ANSWERS_A_DAY,
  addressIn,
  type InboundMail,
  isAutomatic,
  namedIn,
  tipOfMail,
  wordsOf,
} from '#domain/tip/mail.ts'
import { MAIL_WORDS } from '#domain/words/zh/mail.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import type { Env } from './env.ts'
import { takeTip } from './intake.ts'
import { dropPhotos, type StoredPhoto, storePhoto } from './photo.ts'
import { isSame, mailProof, uuidOf } from './seal.ts'

/** What became of a mail. */
export type TakenMail = { reference: string; became: 'tip' | 'message'; notTaken: number }

/**
 * Takes a mail in, once: as a message to the tip its subject names when it proves that it answers a mail of ours, else as
 * a tip, which says which one it may repeat. Its id is that of what it becomes, so the same mail is never taken twice.
 * @throws Refusal `email.already-taken`
 */
export async function takeMail(env: Env, mail: InboundMail): Promise<TakenMail> {
  const id = idOf(env, mail)
  if (await isMailTaken(env.db, id)) throw new Refusal('email.already-taken')
  const answered = await answeredBy(env, mail)
  const { stored, notTaken } = await photosOf(env, mail)
  const attachments = stored.map((one) => one.id)
  const tell = notTaken.length > 0 ? MAIL_WORDS.notTaken(notTaken) : null
  try {
    if (answered?.isProven) {
      const { tipId, caseId, reference } = answered
      await insertReporterMessage(env.db, { id, tipId, caseId, text: wordsOf(mail), attachments, tell }, env.now())
      return { reference, became: 'message', notTaken: notTaken.length }
    }
    const isAnswered = await mayAnswer(env, mail)
    const input = tipOfMail(mail, attachments, env.bureau, dayOf(env.now()))
    const about = { id, isAnswered, mayRepeat: answered?.reference, tell }
    const { reference } = await takeTip(env, input, { channel: 'email', mail: about })
    return { reference, became: 'tip', notTaken: notTaken.length }
  } catch (error) {
    await dropPhotos(env, stored)
    // The same mail, handed over twice in one moment.
    if (error instanceof UniqueViolation && (await isMailTaken(env.db, id))) throw new Refusal('email.already-taken')
    throw error
  }
}

/** Whether a mail gets its one answer: written by a person, and not the fourth of an address in a day. */
async function mayAnswer(env: Env, mail: InboundMail): Promise<boolean> {
  const address = addressIn(mail.from)
  if (!address || isAutomatic(mail)) return false
  // Counted and asked in one go, so that of many at once no more than these are answered; what is above counts too.
  const now = env.now()
  const counted = env.limits.count('mail', address, now)
  const isOver = env.limits.isOver('mail', address, ANSWERS_A_DAY + 1, now)
  await counted
  return !(await isOver)
}

/** An id only whoever has our key can compute from a `Message-ID`. */
function idOf(env: Env, { id }: InboundMail): string {
  return uuidOf(hmac(sha256, env.secrets.pepper, utf8ToBytes(`inbound-mail-v1\n${id.trim()}`)).slice(0, 16))
}

/** The tip a mail says it answers, and whether it knows what only our mails about that tip say. */
async function answeredBy(env: Env, { subject }: InboundMail) {
  const named = namedIn(subject)
  const tip = named && (await findTipId(env.db, named.reference))
  if (!named || !tip) return null
  const isProven = named.proof !== null && isSame(named.proof, mailProof(env.secrets.mail, tip.id))
  return { tipId: tip.id, caseId: tip.caseId, reference: named.reference, isProven }
}

/** The photos of a mail, cleaned and kept; everything else is named by its place and why. */
async function photosOf(env: Env, { attachments = [] }: InboundMail) {
  const stored: StoredPhoto[] = []
  const notTaken: { nth: number; why: string }[] = []
  for (const [at, { type, content }] of attachments.entries()) {
    const why = await refusedPhoto(env, type, content, stored).catch(async (error) => {
      await dropPhotos(env, stored)
      throw error
    })
    if (why !== null) notTaken.push({ nth: at + 1, why })
  }
  return { stored, notTaken }
}

/** Keeps one attachment; the sentence that says why not, when it is none we take. */
async function refusedPhoto(env: Env, type: string, content: string, stored: StoredPhoto[]): Promise<string | null> {
  if (!/^image\//i.test(type.trim())) return MAIL_WORDS.noPhoto
  if (stored.length === MAX_ATTACHMENTS) return MAIL_WORDS.tooMany(MAX_ATTACHMENTS)
  try {
    stored.push(await storePhoto(env, await env.cleanPhoto(bytesOf(content)), null))
    return null
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('attachment.')) throw error
    return REFUSAL_WORDS[error.code as keyof typeof REFUSAL_WORDS]
  }
}

/** Bytes of base64, with or without the line breaks mail has in it; nothing when it is none. */
function bytesOf(content: string): Uint8Array {
  try {
    return Uint8Array.from(atob(content.replace(/\s/g, '')), (one) => one.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}
