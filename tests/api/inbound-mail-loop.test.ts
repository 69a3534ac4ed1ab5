import { createHmac } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { webhookKey } from '#api/guards/webhook.ts'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { type Opened, openApp } from '../setup.ts'

// RFC 3834: what no person wrote is not answered, and two programs that answer each other come to an end.

const KEY = Buffer.from('demo-only-webhook-secret-bytes')
let here: Opened
beforeEach(async () => {
  here = await openApp({ webhookSecret: webhookKey('whsec_ZGVtby1vbmx5LXdlYmhvb2stc2VjcmV0LWJ5dGVz') })
})

let n = 0
async function send(about: object = {}) {
  n += 1
  const mail = {
    id: `<${n}@mail.example.invalid>`,
    from: 'resident@example.invalid',
    subject: '沟边倒污泥',
    text: '夜里。',
    ...about,
  }
  const body = JSON.stringify(mail)
  const timestamp = String(Math.floor(here.env.now().getTime() / 1000))
  const mac = createHmac('sha256', KEY).update(`m.${timestamp}.${body}`).digest('base64')
  const headers = { 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
  const answer = await here.ask('POST', '/api/inbound/email', body, { 'content-type': 'application/json', ...headers })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const answers = async () => {
  await drainOutbox(here.env)
  return here.mails.splice(0)
}
const tips = async () => Number((await here.db.query('SELECT count(*) AS n FROM tips')).rows[0]?.n)

test('a program that answers every mail of ours with a new one hears from us three times, and what it says is kept', async () => {
  let ours = [await send()].length
  for (let round = 0; round < 20; round += 1) {
    const mails = await answers()
    if (mails.length === 0) break
    ours += mails.length
    // It takes our subject away, so that its answer is no message to the tip; nothing else gives it away.
    for (const mail of mails) await send({ subject: '您好，来信收到', text: mail.text.slice(0, 20) })
  }
  expect(ours - 1).toBe(3)
  expect(await tips()).toBe(4)
  // Others are answered as ever, and the next day but one so is this address.
  await send({ from: 'other@example.invalid' })
  expect(await answers()).toHaveLength(1)
  here.at('2026-09-16T10:00:00+08:00')
  await send()
  expect(await answers()).toHaveLength(1)
})

test('of fifty mails at once from one address, in whatever case it is written, three are answered', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      send({ from: at % 2 ? 'Resident@Example.invalid' : 'A <resident@example.invalid>' }),
    ),
  )
  expect(await answers()).toHaveLength(3)
  expect(await tips()).toBe(50)
})

test.each([
  ['said by the gateway', { automatic: true }],
  ['answered by a program', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['of a program, with a comment', { headers: { 'auto-submitted': 'auto-generated; owner="x"' } }],
  ['in bulk', { headers: { Precedence: 'bulk' } }],
  ['of a list', { headers: { 'List-Id': '<news.example.invalid>' } }],
  ['a newsletter', { headers: { 'List-Unsubscribe': '<mailto:x@example.invalid>' } }],
  ['a bounce', { headers: { 'Return-Path': '<>' } }],
  ['a report of delivery', { headers: { 'Content-Type': 'multipart/report; report-type=delivery-status' } }],
  ['that wants no answers', { headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' } }],
  ['from a mail server', { from: 'Mail Delivery System <MAILER-DAEMON@example.invalid>' }],
  ['from nobody', { from: 'no-reply@example.invalid' }],
  ['from nobody at a desk', { from: 'orders-noreply@example.invalid' }],
  ['from the robot of a list', { from: 'soil-request@example.invalid' }],
  ['on holiday', { subject: '自动回复：您的来信已收到' }],
  ['on holiday abroad', { subject: 'Automatic reply: 您的来信已收到' }],
  ['that could not be delivered', { subject: '系统退信：您的来信已收到' }],
])('a mail %s is kept, gets no answer, and is never written to later', async (_, about) => {
  await send(about)
  expect(await tips()).toBe(1)
  expect(await answers()).toEqual([])
  const { rows } = await here.db.query('SELECT notify_email FROM tips')
  expect(rows[0]?.notify_email).toBeNull()
})

test.each([
  ['marked as written by a person', { headers: { 'Auto-Submitted': 'no' } }],
  ['with headers that say nothing of it', { headers: { 'X-Mailer': 'Demo', Precedence: 'first-class' } }],
  ['that reports a robot', { subject: '厂里自动排口夜里排黑水' }],
  ['of somebody called a little alike', { from: 'norepliya@example.invalid' }],
])('a mail %s is answered', async (_, about) => {
  await send(about)
  expect(await answers()).toHaveLength(1)
})
