import { createHmac } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { webhookKey } from '#api/guards/webhook.ts'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { heic, pngPhoto } from '../fixtures/photos.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { changed, status } from '../stories/desk.ts'

const SECRET = 'whsec_ZGVtby1vbmx5LXdlYmhvb2stc2VjcmV0LWJ5dGVz'
const KEY = Buffer.from('demo-only-webhook-secret-bytes')

let here: Opened
let clerk: Record<string, string>
beforeEach(async () => {
  here = await openApp({ webhookSecret: webhookKey(SECRET) })
  clerk = await here.as('qian')
})

let n = 0
const FROM = '演示居民 <resident@example.invalid>'
const SAID = { from: FROM, subject: '沟边倒污泥', text: '演示路口北侧的沟边，有人夜里倒污泥。' }
const aMail = (about: object = {}) => ({ id: `<${n++}@mail.example.invalid>`, ...SAID, ...about })

/** Signed as another program signs, with a library that is not ours. */
function signed(body: string, { at = here.env.now(), key = KEY, id = 'msg_1' } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
}
const post = (body: string, headers: Record<string, string>) =>
  here.ask('POST', '/api/inbound/email', body, { 'content-type': 'application/json', ...headers })
const send = (mail: object) => post(JSON.stringify(mail), signed(JSON.stringify(mail)))
const detail = async (reference: string) => {
  const { items } = (await here.ask('GET', `/api/cases?q=${reference}`, undefined, clerk)).body
  return (await here.ask('GET', `/api/cases/${items[0].id}`, undefined, clerk)).body
}
const counts = async () => {
  const tables = ['tips', 'messages', 'cases', 'events', 'outbox', 'attachments']
  return Promise.all(
    tables.map(async (one) => Number((await here.db.query(`SELECT count(*) FROM ${one}`)).rows[0]?.[0])),
  )
}
const answers = async () => {
  await drainOutbox(here.env)
  return here.mails.splice(0)
}
const codeIn = (text: string | undefined) => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}/.exec(text ?? '')?.[0] ?? ''
const tagIn = (subject: string | undefined) => /\[T-[^\]]+\]/.exec(subject ?? '')?.[0] ?? ''

describe('who may hand in mail', () => {
  test('whoever signs it with our key, in the name of the standard’s headers', async () => {
    const { status, body } = await send(aMail())
    expect([status, body.became, body.notTaken]).toEqual([201, 'tip', 0])
  })

  const refused: [string, (body: string) => [string, Record<string, string>], string][] = [
    ['unsigned', (body) => [body, {}], 'webhook.unsigned'],
    [
      'signed with another key',
      (body) => [body, signed(body, { key: Buffer.from('x'.repeat(30)) })],
      'webhook.unsigned',
    ],
    ['changed after it was signed', (body) => [body.replace('污泥', '废酸'), signed(body)], 'webhook.unsigned'],
    ['under another id', (body) => [body, { ...signed(body), 'webhook-id': 'msg_2' }], 'webhook.unsigned'],
    [
      'under another time',
      (body) => [body, { ...signed(body), 'webhook-timestamp': String(here.env.now().getTime() / 1000 - 1) }],
      'webhook.unsigned',
    ],
    ['signed without an id', (body) => [body, signed(body, { id: '' })], 'webhook.unsigned'],
    [
      'five minutes and a second old',
      (body) => [body, signed(body, { at: new Date(here.env.now().getTime() - 301_000) })],
      'webhook.stale',
    ],
    [
      'from a clock that is fast by as much',
      (body) => [body, signed(body, { at: new Date(here.env.now().getTime() + 301_000) })],
      'webhook.stale',
    ],
  ]
  test.each(refused)('not what is %s', async (_, make, code) => {
    const before = await counts()
    const answer = await post(...make(JSON.stringify(aMail())))
    expect([answer.status, answer.body.code]).toEqual([401, code])
    expect(await counts()).toEqual(before)
  })

  test('five minutes are still in time, and a second signature may stand beside ours', async () => {
    const body = JSON.stringify(aMail())
    const headers = signed(body, { at: new Date(here.env.now().getTime() - 300_000) })
    const both = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }
    expect((await post(body, both)).status).toBe(201)
  })

  test('nobody where no secret is set', async () => {
    here = await openApp()
    expect((await send(aMail())).body.code).toBe('request.not-found')
  })
})

describe('a mail', () => {
  test('becomes a tip in the queue: what it says is there, who wrote it is not', async () => {
    const { body } = await send(aMail())
    const seen = await detail(body.reference)
    expect(seen.case).toMatchObject({ channel: 'email', state: 'received', kinds: ['solid_waste'] })
    expect(seen.tips[0].description).toBe('沟边倒污泥\n演示路口北侧的沟边，有人夜里倒污泥。')
    for (const word of ['resident', '演示居民']) expect(JSON.stringify(seen)).not.toContain(word)
    const { rows } = await here.db.query('SELECT * FROM tips')
    expect(Buffer.from(JSON.stringify(rows)).toString()).not.toContain('resident@')
  })

  test('is taken once: handed over again, with a new signature, it is refused', async () => {
    const mail = aMail()
    await send(mail)
    const before = await counts()
    here.at('2026-09-20T09:00:00+08:00')
    const again = await send({ ...mail, text: '换了几个字' })
    expect([again.status, again.body.code]).toEqual([409, 'email.already-taken'])
    expect(await counts()).toEqual(before)
  })

  test('handed over twice in one moment is one tip', async () => {
    const mail = aMail({
      attachments: [{ type: 'image/png', content: Buffer.from(await pngPhoto()).toString('base64') }],
    })
    const both = await Promise.all([send(mail), send(mail)])
    expect(both.map((one) => one.status).sort()).toEqual([201, 409])
    const { rows } = await here.db.query('SELECT tip_id FROM attachments')
    expect(rows.map((row) => row.tip_id !== null)).toEqual([true])
    expect(readdirSync(join(here.folder, 'photos'))).toHaveLength(1)
  })

  test('brings its photos through the pipeline; what is none is named by its place, not by its name', async () => {
    const content = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n')
    const png = content(await pngPhoto())
    const { body } = await send(
      aMail({
        attachments: [
          { name: '张三的合同.pdf', type: 'application/pdf', content: content(Buffer.from('%PDF-1.4')) },
          { name: 'a.png', type: 'image/png', content: png },
          { name: 'b.heic', type: 'image/heic', content: content(heic()) },
          { name: 'c.jpg', type: 'image/jpeg', content: '!!' },
          ...Array.from({ length: 6 }, () => ({ type: 'image/png', content: png })),
        ],
      }),
    )
    expect(body.notTaken).toBe(4)
    const seen = await detail(body.reference)
    expect(seen.attachments).toHaveLength(6)
    const [told] = seen.messages
    expect(told).toMatchObject({ from: 'bureau' })
    for (const nth of [1, 3, 4, 10]) expect(told.text).toContain(`第 ${nth} 个：`)
    expect(JSON.stringify(seen)).not.toContain('张三')
  })

  test('with everything missing is told all that is wrong, and nothing is kept', async () => {
    const { status, body } = await send({ subject: 1, attachments: [{ type: 'image/png' }] })
    expect(status).toBe(422)
    expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(
      ['attachments.0.content', 'from', 'id', 'subject', 'text'].sort(),
    )
  })
})

describe('the answer', () => {
  test('goes out once, with a code its holder changes, and nothing of what was told', async () => {
    const { body } = await send(aMail())
    const [mail, ...others] = await answers()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to: 'resident@example.invalid', subject: expect.stringContaining(body.reference) })
    expect(mail?.text).not.toContain('污泥')
    const own = await changed(here, codeIn(mail?.text))
    expect(await status(here, own)).toMatchObject({ reference: body.reference, label: '未办理' })
    expect(await answers()).toEqual([])
  })

  test('is not given to what no person wrote, nor where there is no address', async () => {
    expect((await send(aMail({ automatic: true }))).status).toBe(201)
    expect((await send(aMail({ from: '<>' }))).status).toBe(201)
    expect(await answers()).toEqual([])
  })

  test('that could not go out before the code was changed leaves the code out', async () => {
    await send(aMail())
    await here.db.write(["UPDATE tips SET receipt_hash = 'changed'"])
    expect(codeIn((await answers())[0]?.text)).toBe('')
  })
})

describe('a mail that names a tip', () => {
  test('is a message to it when it answers a mail of ours', async () => {
    const { body } = await send(aMail())
    const [mail] = await answers()
    const answer = await send(
      aMail({ subject: `Re: ${mail?.subject}`, text: '昨晚又来了。', from: '<other@example.invalid>' }),
    )
    expect(answer.body).toMatchObject({ became: 'message', reference: body.reference })
    const seen = await detail(body.reference)
    expect(seen.tips).toHaveLength(1)
    expect(seen.messages).toMatchObject([{ from: 'reporter', text: expect.stringContaining('昨晚又来了。') }])
    expect(await answers(), 'an answer is not answered').toEqual([])
  })

  test('later mails of ours can be answered too; those about a report from the web carry no mark', async () => {
    const { body } = await send(aMail())
    await answers()
    const { case: current } = await detail(body.reference)
    await here.ask('POST', `/api/cases/${current.id}/acceptance`, { version: 1 }, clerk)
    const [mail] = await answers()
    expect((await send(aMail({ subject: tagIn(mail?.subject) }))).body.became).toBe('message')
    const web = aTip({ reporter: { mode: 'anonymous', notify: { email: 'web@example.invalid' } } })
    const filed = (await here.ask('POST', '/api/tips', web)).body.reference
    const { case: other } = await detail(filed)
    await here.ask('POST', `/api/cases/${other.id}/acceptance`, { version: 1 }, clerk)
    expect((await answers()).map((one) => tagIn(one.subject))).toEqual([''])
  })

  test.each([
    ['no proof', (reference: string) => reference],
    ['a guessed proof', (reference: string) => `[${reference}-0000000000]`],
  ])('with %s is a tip of its own that says which one it may repeat', async (_, subject) => {
    const web = (await here.ask('POST', '/api/tips', aTip())).body
    const { body } = await send(aMail({ subject: `补充 ${subject(web.reference)}` }))
    expect(body.became).toBe('tip')
    expect(body.reference).not.toBe(web.reference)
    const seen = await detail(body.reference)
    expect(seen.events[0].data).toMatchObject({ channel: 'email', mayRepeat: web.reference })
    expect((await status(here, web.receipt)).messages).toEqual([])
  })

  test('with the proof of another tip is none of the one it names', async () => {
    const first = (await send(aMail())).body.reference
    const second = (await send(aMail())).body.reference
    const proof = tagIn((await answers())[0]?.subject).slice(-11, -1)
    expect((await send(aMail({ subject: `[${second}-${proof}]` }))).body.became).toBe('tip')
    expect((await send(aMail({ subject: `[${first}-${proof}]` }))).body.became).toBe('message')
  })

  test('of a number nobody has is simply a tip', async () => {
    const { body } = await send(aMail({ subject: 'T-2026-ZZZZZZ' }))
    expect((await detail(body.reference)).events[0].data).not.toHaveProperty('mayRepeat')
  })
})
