import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import type { Env } from '#api/env.ts'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { smtpSender } from '#api/senders/smtp.ts'
import { countNotices, leaseNotices } from '#db/outbox.ts'
import { aTip, openApp } from '../setup.ts'

const RESIDENT = 'resident@example.invalid'
const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((done) => server.close(() => done()))
})

/** A mail server on this machine: keeps what it took; `answer` may refuse with an SMTP code before taking. */
async function mailServer(answer: (taken: number) => number | null = () => null, port = 0) {
  const mails: ParsedMail[] = []
  let asked = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const code = answer(asked++)
      simpleParser(stream).then((mail) => {
        if (code !== null) return done(Object.assign(new Error('not now'), { responseCode: code }))
        mails.push(mail)
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  servers.push(server)
  const used = (server.server.address() as AddressInfo).port
  return { mails, port: used, url: `smtp://127.0.0.1:${used}` }
}

/** An app whose resident left an address, and whose case has just been accepted: one notice waits. */
async function acceptedCase(env: Partial<Env> & { at?: string }) {
  const opened = await openApp(env)
  const filed = await opened.ask(
    'POST',
    '/api/tips',
    aTip({ reporter: { mode: 'anonymous', notify: { email: RESIDENT } } }),
  )
  expect(filed.status).toBe(201)
  const clerk = await opened.as('qian')
  const [row] = (await opened.ask('GET', '/api/cases', undefined, clerk)).body.items
  const done = await opened.ask('POST', `/api/cases/${row.id}/acceptance`, { version: row.version }, clerk)
  expect(done.status).toBe(200)
  return { ...opened, reference: filed.body.reference as string, receipt: filed.body.receipt as string }
}

const sender = (url: string) => smtpSender(url, '净土 <noreply@bureau.invalid>')

test('a notice carries the number and the link, in Chinese, and nothing of the tip', async () => {
  const server = await mailServer()
  const { env, reference, receipt } = await acceptedCase({ sendMail: sender(server.url) })
  expect(await drainOutbox(env)).toBe(1)
  const [mail] = server.mails
  expect(mail?.subject).toBe('您关注的事项有更新')
  expect(mail?.to).toMatchObject({ text: RESIDENT })
  expect(mail?.messageId).toMatch(/^<outbox-\d+@localhost>$/)
  expect(mail?.text).toContain(reference)
  expect(mail?.text).toContain('http://localhost:8787/report/status/')
  for (const secret of ['污泥', '西流湖', receipt, receipt.replaceAll('-', '')])
    expect(mail?.text).not.toContain(secret)
})

test('a mail to a follower says over the wire how a mail program ends it by itself (RFC 8058)', async () => {
  const server = await mailServer()
  const { env, ask } = await openApp({ sendMail: sender(server.url) })
  await ask('POST', '/api/follows', { subject: '/cases/', email: RESIDENT })
  expect(await drainOutbox(env)).toBe(1)
  const lines = server.mails[0]?.headerLines.map(({ line }) => line.replaceAll(/\s+/g, ' ')) ?? []
  const ends = /http:\/\/localhost:8787\/follow\/end\/\w{26}\//.exec(server.mails[0]?.text ?? '')?.[0]
  expect(lines).toContain(`List-Unsubscribe: <${ends}>`)
  expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(lines).toContain('Auto-Submitted: auto-generated')
})

test('two workers send each notice once', async () => {
  const server = await mailServer()
  const { env, db } = await acceptedCase({ sendMail: sender(server.url) })
  await db.write(
    Array.from({ length: 30 }, (_, at) => ({
      sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
            VALUES (?, 'duty', 'email', 'emergency', 'T-2026-AAAAAA', 'waiting', 0)`,
      args: [`case:x#${at}`],
    })),
  )
  await Promise.all([drainOutbox(env), drainOutbox(env)])
  expect(server.mails.length).toBe(31)
  expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(31)
  expect(await countNotices(db)).toEqual({ sent: 31 })
})

test('the same event tells the same person once, whatever is inserted twice', async () => {
  const { db } = await acceptedCase({})
  const twice = {
    sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
    SELECT event, recipient, channel, notice, reference, 'waiting', 0 FROM outbox WHERE true ON CONFLICT DO NOTHING`,
  }
  await db.write([twice.sql])
  expect(await countNotices(db)).toEqual({ waiting: 1 })
})

test('a crash between sending and marking sends again under the same Message-ID, and no earlier than the lease ends', async () => {
  const server = await mailServer()
  const { env, db, at } = await acceptedCase({ sendMail: sender(server.url), at: '2026-09-14T10:00:00+08:00' })
  const real = env.db.write
  // The process dies here: the mail is out, the mark never comes.
  env.db.write = async (statements) => {
    if (JSON.stringify(statements).includes('"sent"')) throw new Error('killed')
    return real(statements)
  }
  await expect(drainOutbox(env)).rejects.toThrow('killed')
  env.db.write = real
  expect(await drainOutbox(env)).toBe(0)
  at('2026-09-14T10:06:00+08:00')
  expect(await drainOutbox(env)).toBe(1)
  expect(server.mails.map((mail) => mail.messageId)).toEqual([server.mails[0]?.messageId, server.mails[0]?.messageId])
  expect(await countNotices(db)).toEqual({ sent: 1 })
})

test('a mail server that says "later" is asked later, each time after a longer pause', async () => {
  const server = await mailServer((asked) => (asked < 2 ? 451 : null))
  const { env, db, at } = await acceptedCase({ sendMail: sender(server.url) })
  at('2026-09-14T10:00:00+08:00')
  expect(await drainOutbox(env)).toBe(0)
  expect(await drainOutbox(env)).toBe(0)
  at('2026-09-14T10:01:00+08:00')
  expect(await drainOutbox(env)).toBe(0)
  at('2026-09-14T10:02:00+08:00')
  expect(await drainOutbox(env)).toBe(0)
  at('2026-09-14T10:03:00+08:00')
  expect(await drainOutbox(env)).toBe(1)
  expect(server.mails.length).toBe(1)
  expect(await countNotices(db)).toEqual({ sent: 1 })
})

test('a mail server that says "never" is asked a few times, then the notice is given up', async () => {
  let asked = 0
  const server = await mailServer(() => {
    asked += 1
    return 550
  })
  const { env, db, at } = await acceptedCase({ sendMail: sender(server.url) })
  for (let hour = 0; hour < 12; hour += 1) {
    at(`2026-09-15T${String(hour + 10).padStart(2, '0')}:00:00+08:00`)
    await drainOutbox(env)
  }
  expect(asked).toBe(4)
  expect(server.mails).toEqual([])
  expect(await countNotices(db)).toEqual({ failed: 1 })
})

test('an outage keeps every notice, and all go out when it is over', async () => {
  const gone = await mailServer()
  await new Promise<void>((done) => servers.pop()?.close(() => done()))
  const { env, db, at } = await acceptedCase({ sendMail: sender(gone.url) })
  await db.write(
    Array.from({ length: 20 }, (_, n) => ({
      sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
            VALUES (?, 'duty', 'email', 'emergency', 'T-2026-AAAAAA', 'waiting', 0)`,
      args: [`case:x#${n}`],
    })),
  )
  for (let hour = 10; hour < 22; hour += 1) {
    at(`2026-09-14T${hour}:00:00+08:00`)
    expect(await drainOutbox(env)).toBe(0)
  }
  expect(await countNotices(db)).toEqual({ waiting: 21 })
  const back = await mailServer(undefined, gone.port)
  at('2026-09-15T10:00:00+08:00')
  expect(await drainOutbox(env)).toBe(21)
  expect(back.mails.length).toBe(21)
})

test('without a mail server the mails wait in the database', async () => {
  const { env, db } = await acceptedCase({ sendMail: null })
  expect(await drainOutbox(env)).toBe(0)
  expect(await countNotices(db)).toEqual({ waiting: 1 })
})

test('a notice whose address cannot be opened any more is given up and holds up no other', async () => {
  const server = await mailServer()
  const { env, db } = await acceptedCase({ sendMail: sender(server.url) })
  await db.write(["UPDATE tips SET notify_email = x'0102'"])
  expect(await drainOutbox(env)).toBe(0)
  expect(await countNotices(db)).toEqual({ failed: 1 })
})

test('the times of a notice are whole minutes and go when it is sent', async () => {
  const server = await mailServer()
  const { env, db } = await acceptedCase({ sendMail: sender(server.url) })
  await leaseNotices(db, 10, new Date('2026-09-14T10:00:31.123+08:00'))
  expect((await db.query('SELECT leased_until AS t FROM outbox')).rows[0]?.t).toBe('2026-09-14T02:06:00.000Z')
  await db.write(["UPDATE outbox SET state = 'waiting', leased_until = NULL"])
  await drainOutbox(env)
  expect((await db.query('SELECT leased_until AS t FROM outbox')).rows[0]?.t).toBeNull()
})
