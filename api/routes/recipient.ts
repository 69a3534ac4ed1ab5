import { bytesToHex } from '@noble/hashes/utils.js'
import { Hono } from 'hono'
import * as z from 'zod/mini'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import {
  addRecipient,
  beginDrill,
  confirmRecipient,
  endDrill,
  findDrill,
  type KeptRecipient,
  listRecipients,
  retireRecipient,
} from '#db/recipient.ts'
import { drillMessage, readAnswer } from '#domain/identity/drill.ts'
import { fingerprintOf, isValid, offeredModes, RecipientInput, whyNotConfirm } from '#domain/identity/recipient.ts'
import { problem } from '#domain/problems.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { published, sealTo } from '../envelope.ts'
import { isSame, keyedHash, uuidOf } from '../seal.ts'

const Answer = z.strictObject({ answer: z.string().check(z.minLength(1), z.maxLength(100)) })

/** The keys identities are sealed to: who has them, since when, and whether they still open anything. */
export function recipientRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/recipients', describe('举报人身份信息的收件公钥'), async (c) => {
      const recipients = await listRecipients(db)
      c.header('Cache-Control', 'no-cache')
      return c.json({ ok: true, modes: offeredModes(recipients), items: recipients.filter(isValid).map(published) })
    })
    .post('/api/recipients', describe('登记收件公钥', RecipientInput, '201'), async (c) => {
      const input = await readBody(c, RecipientInput)
      // The checksum of a key that was copied by hand is known to age alone.
      await sealTo([input.recipient], '').catch(() => {
        throw new Refusal('request.invalid', { problems: [problem(['recipient'], 'wrong-format')] })
      })
      const id = uuidOf(env.random(16))
      await addRecipient(db, id, input, c.get('actor').id, env.now()).catch((error) => {
        throw error instanceof UniqueViolation ? new Refusal('identity.recipient-taken') : error
      })
      return c.json({ ok: true, id, fingerprint: fingerprintOf(input.recipient) }, 201)
    })
    .post('/api/recipients/:id/confirmation', describe('核对并启用收件公钥'), async (c) => {
      const by = c.get('actor').id
      const found = await find(c.req.param('id'))
      const no = whyNotConfirm(found, by)
      if (no) throw new Refusal(no)
      await unless('identity.decided', confirmRecipient(db, found.id, by, env.now()))
      return c.json({ ok: true })
    })
    .post('/api/recipients/:id/retirement', describe('停用收件公钥'), async (c) => {
      const found = await find(c.req.param('id'))
      await unless('identity.retired', retireRecipient(db, found.id, c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })
    .post('/api/recipients/:id/drill', describe('开始托管密钥演练', undefined, '201'), async (c) => {
      const found = await escrow(c.req.param('id'))
      const answer = (bytesToHex(env.random(8)).toUpperCase().match(/.{4}/g) ?? []).join('-')
      const id = uuidOf(env.random(16))
      const message = await sealTo([found.recipient], drillMessage(answer))
      const drill = { id, recipientId: found.id, answerHash: hashOf(id, answer) }
      await beginDrill(db, drill, c.get('actor').id, env.now())
      return c.json({ ok: true, message }, 201)
    })
    .post('/api/recipients/:id/drill-answer', describe('填写演练答案', Answer), async (c) => {
      const { answer } = await readBody(c, Answer)
      const found = await escrow(c.req.param('id'))
      const drill = await findDrill(db, found.id)
      if (!drill) throw new Refusal('identity.not-found')
      if (!isSame(hashOf(drill.id, answer), drill.answerHash)) throw new Refusal('identity.wrong-answer')
      const done = endDrill(db, { id: drill.id, recipientId: found.id }, c.get('actor').id, env.now())
      await unless('identity.decided', done)
      return c.json({ ok: true })
    })

  async function find(id: string): Promise<KeptRecipient> {
    const found = (await listRecipients(db)).find((one) => one.id === id)
    if (!found) throw new Refusal('identity.not-found')
    return found
  }

  async function escrow(id: string): Promise<KeptRecipient> {
    const found = await find(id)
    if (found.kind !== 'escrow') throw new Refusal('identity.not-found')
    if (found.retiredOn !== null) throw new Refusal('identity.retired')
    return found
  }

  function hashOf(id: string, answer: string): string {
    return keyedHash(env.secrets.pepper, 'identity-drill-v1', `${id}\n${readAnswer(answer)}`)
  }
}

/** What a lost race is called. */
export async function unless<T>(code: RefusalCode, done: Promise<T>): Promise<T> {
  return done.catch((error) => {
    throw error instanceof GuardFailed ? new Refusal(code) : error
  })
}
