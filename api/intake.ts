import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { findAttachments } from '#db/attachment.ts'
import { findCaseByMatter } from '#db/case.ts'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import { gridOf } from '#db/grid.ts'
import { findTipAnswered } from '#db/receipt.ts'
import { findKey, insertTip, isMailTaken } from '#db/tip.ts'
import type { NewTip } from '#db/tip-row.ts'
import type { Actor } from '#domain/access.ts'
import { acknowledgeBy } from '#domain/case/deadline.ts'
import type { EntrySource } from '#domain/case/entry.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { dayOf } from '#domain/clock.ts'
import { locate } from '#domain/district.ts'
import { Refusal } from '#domain/refusal.ts'
import { commit, commitmentContent } from '#domain/tip/commitment.ts'
import { emergenciesOf } from '#domain/tip/emergency.ts'
import type { Channel } from '#domain/tip/kinds.ts'
import { matterKey } from '#domain/tip/matter.ts'
import { deriveReceipt, mailedReceipt, receiptHash, showReceipt } from '#domain/tip/receipt.ts'
import { referenceFrom } from '#domain/tip/reference.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import type { Env } from './env.ts'
import { bindingOf, readEnvelope, type SealedPerson } from './envelope.ts'
import type { Solved } from './guards/work.ts'
import { assertRight } from './intake-problems.ts'
import { EMAIL_NONCE, keyedHash, sealEmail, uuidOf } from './seal.ts'
import { findSimilarCase } from './similar.ts'

/** How a tip reached us. */
export type Coming = {
  channel: Channel
  receivedOn?: string | undefined
  nationalPlatformNo?: string | undefined
  superiorBy?: string | undefined
  source?: EntrySource | undefined
  /** The clerk who enters it, and sees its receipt: that is changed at first use. */
  actor?: Actor
  /** A mail: its tip has the id of the mail, and a code that a mail shows. */
  mail?: { id: string; isAnswered: boolean; mayRepeat: string | undefined; tell: string | null }
  /**
   * Set when we sealed who they are ourselves, on arrival: a digest of what was sealed, by which a repeat is known
   * although every sealing is another.
   */
  sealedHere?: string | undefined
  idempotencyKey?: string | undefined
  /** Set when the sender is over the rate: asked for new tips only, throws while the door stays shut. */
  admit?: ((spent: boolean) => Promise<Solved>) | undefined
}

export type Taken = {
  caseId: string
  reference: string
  /** With hyphens, as it is shown. */
  receipt: string
  acknowledgeBy: { on: string; article: string; provisional: boolean }
  outOfDistrict: { body: string; phone: string | null } | null
  emergency: boolean
  receivedOn: string
  /** What the public log will know it by. */
  commitment: Uint8Array
  /** False for a repeat under the same idempotency key. */
  isNew: boolean
}

/** How often a tip tries to join the open case of its matter while others move that case. */
const ATTEMPTS = 20

/**
 * Takes a tip in: durable when this returns. The same key with the same content gives the same answer again.
 * @throws Refusal `request.invalid` (all problems), `tip.mode-not-offered`, `request.idempotency-key-weak`,
 * `request.idempotency-key-reused`, `email.already-taken`, or what `admit` throws
 */
export async function takeTip(env: Env, input: TipInput, coming: Coming): Promise<Taken> {
  const now = env.now()
  const today = dayOf(now)
  const key = readKey(coming.idempotencyKey)
  const envelope = await readEnvelope(env, input.reporter, coming)
  const photos = await findAttachments(env.db, input.attachments ?? [], today)
  const { channel, receivedOn, superiorBy, source } = coming
  const told = { ...input, channel, receivedOn, superiorBy, ...source }
  const beside = { today, bureau: env.bureau }
  assertRight(told, photos, beside, false)

  const shas = (input.attachments ?? []).map((id) => photos.get(id)?.sha256 ?? '')
  const asked = askedOf(env, input, shas, coming, key)
  const find = async () => asked.idempotency && (await findRepeat(env, asked, input))
  // The usual new tip needs no look first: the unique key decides. A repeat must pay no work and may hold its photos.
  if (coming.admit || photos.size > 0) {
    const repeat = await find()
    if (repeat) return repeat
    assertRight(told, photos, beside, true)
  }
  const solved = coming.admit ? await coming.admit(false) : null
  const tip = await newTip(env, input, shas, coming, asked, solved, envelope, now)

  for (let attempt = 0; ; attempt += 1) {
    // In a crowd that never lets it join, a tip gets a case of its own: taken beats tidy.
    if (attempt === ATTEMPTS) tip.matterKey = null
    const matter = attempt < ATTEMPTS ? await findMatter(env, tip) : undefined
    try {
      const caseId = await insertTip(env.db, tip, matter, uuidOf(env.random(16)), now, rulesOf(env.bureau))
      return { ...answerOf(env, asked, input, tip), caseId, isNew: true }
    } catch (error) {
      if (!(error instanceof UniqueViolation || error instanceof GuardFailed) || attempt > ATTEMPTS) throw error
      const repeat = await find()
      if (repeat) return repeat
      if (coming.mail && (await isMailTaken(env.db, coming.mail.id))) throw new Refusal('email.already-taken')
      // Somebody claimed a photo, spent the challenge, took the reference or moved the matter's case meanwhile.
      const there = await findAttachments(env.db, input.attachments ?? [], today)
      assertRight(told, there, beside, true)
      if (coming.admit && error.message.includes('solved_challenges')) tip.solved = await coming.admit(true)
      tip.reference = referenceFrom(env.random(8), Number(today.slice(0, 4)))
    }
  }
}

/** The open case a tip belongs to: the one of its matter, else, where the reporter says 「我也遇到了」, one like it. */
async function findMatter(env: Env, { matterKey, input }: NewTip) {
  const same = matterKey ? await findCaseByMatter(env.db, matterKey) : undefined
  return same ?? (input.meToo ? findSimilarCase(env, input) : undefined)
}

type Asked = { receipt: string; hash: string; idempotency: { keyHash: string; body: string } | null }

/** What makes two sendings the same: the key, and the content with photos by what they show, not by their ids. */
function askedOf(env: Env, input: TipInput, shas: string[], coming: Coming, key: string | null): Asked {
  const { channel, receivedOn, nationalPlatformNo, superiorBy, source, actor, sealedHere } = coming
  const reporter = sealedHere ? { ...input.reporter, sealed: sealedHere, recipients: [] } : input.reporter
  const sent = sorted({ ...input, reporter, attachments: shas, superiorBy, ...source })
  const digest = sha256(utf8ToBytes(JSON.stringify([channel, receivedOn, nationalPlatformNo, sent])))
  const receipt = coming.mail
    ? mailedReceipt(env.secrets.receipt, coming.mail.id)
    : deriveReceipt(env.secrets.receipt, key ?? uuidOf(env.random(16)) + uuidOf(env.random(16)), digest)
  const { pepper } = env.secrets
  return {
    receipt,
    hash: receiptHash(pepper, receipt),
    idempotency: key
      ? {
          keyHash: keyedHash(pepper, 'idempotency-key-v1', `${actor?.id ?? ''}\n${key}`),
          body: keyedHash(pepper, 'idempotency-body-v1', digest),
        }
      : null,
  }
}

/** The answer given before under this key; null when there is none. */
async function findRepeat(env: Env, asked: Asked, input: TipInput): Promise<Taken | null> {
  const body = await findKey(env.db, asked.idempotency?.keyHash ?? '')
  if (body !== undefined && body !== asked.idempotency?.body) throw new Refusal('request.idempotency-key-reused')
  const tip = await findTipAnswered(env.db, asked.hash)
  if (!tip) return null
  return { ...answerOf(env, asked, input, tip), caseId: tip.caseId, isNew: false }
}

type Standing = { reference: string; receivedOn: string; commitment: Uint8Array }

function answerOf(env: Env, asked: Asked, input: TipInput, tip: Standing) {
  return {
    reference: tip.reference,
    receipt: showReceipt(asked.receipt),
    acknowledgeBy: acknowledgeBy(tip.receivedOn, rulesOf(env.bureau)),
    outOfDistrict: locate(input.place, env.bureau, tip.receivedOn).outside,
    emergency: emergenciesOf(input, env.bureau).length > 0,
    receivedOn: tip.receivedOn,
    commitment: tip.commitment,
  }
}

async function newTip(
  env: Env,
  input: TipInput,
  shas: string[],
  coming: Coming,
  asked: Asked,
  solved: Solved | null,
  envelope: SealedPerson | null,
  now: Date,
): Promise<NewTip> {
  const today = dayOf(now)
  const receivedOn = coming.receivedOn ?? today
  const { mail } = coming
  const id = mail?.id ?? uuidOf(env.random(16))
  const { street, outside, cgcs } = locate(input.place, env.bureau, receivedOn)
  const email = input.reporter.notify?.email
  const content = commitmentContent(input, shas)
  const commitmentSecret = env.random(32)
  return {
    id,
    reference: referenceFrom(env.random(8), Number(today.slice(0, 4))),
    input,
    channel: coming.channel,
    receivedOn,
    street,
    grid: await gridOf(env.db, street, { point: cgcs, address: input.place.address }, receivedOn),
    outOfDistrict: outside?.body ?? null,
    emergencies: emergenciesOf(input, env.bureau),
    matterKey: matterKey(input),
    nationalPlatformNo: coming.nationalPlatformNo ?? null,
    superiorBy: coming.superiorBy,
    source: coming.source,
    firstUse: coming.actor !== undefined || mail !== undefined,
    mailed: mail?.isAnswered === true && email !== undefined,
    mayRepeat: mail?.mayRepeat,
    tell: mail?.tell ?? null,
    enteredBy: coming.actor?.id ?? null,
    receiptHash: asked.hash,
    cgcs,
    notifyEmail: email ? await sealEmail(env.secrets.mail, email, id, env.random(EMAIL_NONCE)) : null,
    envelope: envelope && { ...envelope, binding: bindingOf(env, id, envelope.sealed) },
    commitment: commit(commitmentSecret, content),
    commitmentSecret,
    content,
    idempotency: asked.idempotency,
    solved,
  }
}

/** A client's key with or without the quotes of a structured header; ≥ 22 characters carry 128 bits. */
function readKey(header: string | undefined): string | null {
  if (header === undefined) return null
  const key = header.replace(/^"(.*)"$/, '$1')
  if (!/^[\w.~+/=:-]{22,200}$/.test(key)) throw new Refusal('request.idempotency-key-weak')
  return key
}

/** The same value with the keys of every object in order, so that their order says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  )
}
