import { Hono } from 'hono'
import { Refusal } from '#domain/refusal.ts'
import { InboundMail } from '#domain/tip/mail.ts'
import { describe, readAs } from '../body.ts'
import type { App, Env } from '../env.ts'
import { limitBody } from '../guards/body.ts'
import { assertSigned } from '../guards/webhook.ts'
import { takeMail } from '../inbound-mail.ts'

/** A mail with its attachments in base64; a Worker has memory for one of this size. */
const MAIL_BYTES = 32 * 1024 * 1024

/** What programs of the bureau's own hand in, signed with a key both sides have (Standard Webhooks). */
export function inboundRoutes(env: Env) {
  return new Hono<App>().post(
    '/api/inbound/email',
    limitBody(() => MAIL_BYTES),
    describe('收一封举报邮件（签名的网关）', InboundMail, '201'),
    async (c) => {
      if (!env.webhookSecret) throw new Refusal('request.not-found')
      const body = new Uint8Array(await c.req.arrayBuffer())
      assertSigned(env.webhookSecret, (name) => c.req.header(name), body, env.now())
      const taken = await takeMail(env, readAs(InboundMail, parsed(body)))
      env.wake()
      return c.json({ ok: true, ...taken }, 201)
    },
  )
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Refusal('request.unreadable')
  }
}
