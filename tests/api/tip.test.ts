import { beforeAll, describe, expect, test } from 'vitest'
import { openEmail } from '#api/seal.ts'
import { commit } from '#domain/tip/commitment.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

const KEY = 'q1w2e3r4t5y6u7i8o9p0aZ'
let opened: Opened
beforeAll(async () => {
  opened = await openApp()
})

describe('a tip', () => {
  test('is answered with reference, receipt and the legal day, and lies in the queue as a case', async () => {
    const { status, body, headers } = await opened.ask('POST', '/api/tips', aTip())
    expect(status).toBe(201)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(body).toEqual({
      ok: true,
      reference: expect.stringMatching(/^T-2026-[0-9A-HJKMNP-TV-Z]{6}$/),
      receipt: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/),
      acknowledgeBy: { on: '2026-09-29', article: expect.stringContaining('第二十三条'), provisional: false },
    })
    const { rows } = await opened.db.query('SELECT * FROM cases WHERE reference = ?', [body.reference])
    expect(rows).toHaveLength(1)
    const { rows: events } = await opened.db.query('SELECT type FROM events WHERE subject = ?', [`case:${rows[0]?.id}`])
    expect(events.map((row) => row.type)).toEqual(['case.opened'])
  })

  test('keeps only a keyed hash of its receipt', async () => {
    const { body } = await opened.ask('POST', '/api/tips', aTip())
    const code = body.receipt.replaceAll('-', '')
    for (const table of ['tips', 'cases', 'events', 'outbox', 'idempotency_keys']) {
      const { rows } = await opened.db.query(`SELECT * FROM ${table}`)
      const text = JSON.stringify(rows)
      expect(text.includes(code) || text.includes(body.receipt), table).toBe(false)
    }
  })

  test('stores a commitment that opens with its secret and content, photos by digest', async () => {
    const { body } = await opened.ask('POST', '/api/tips', aTip({ occurredOn: '2026-09-13' }))
    const { rows } = await opened.db.query(
      'SELECT commitment, commitment_secret, content FROM tips WHERE reference = ?',
      [body.reference],
    )
    const [c, r, content] = ['commitment', 'commitment_secret', 'content'].map(
      (name) => new Uint8Array(rows[0]?.[name] as ArrayBuffer),
    ) as [Uint8Array, Uint8Array, Uint8Array]
    expect(r).toHaveLength(32)
    expect(commit(r, content)).toEqual(c)
    expect(JSON.parse(new TextDecoder().decode(content))).toEqual({
      attachments: [],
      behaviours: ['industrial_waste_dumping'],
      description: aTip().description,
      kinds: ['solid_waste'],
      occurredOn: '2026-09-13',
      place: aTip().place,
    })
  })

  test('seals the e-mail for the outbox alone, bound to its tip', async () => {
    const reporter = { mode: 'anonymous', notify: { email: 'someone@canary.example' } }
    const { body } = await opened.ask('POST', '/api/tips', aTip({ reporter }))
    const { rows } = await opened.db.query('SELECT id, notify_email FROM tips WHERE reference = ?', [body.reference])
    const sealed = new Uint8Array(rows[0]?.notify_email as ArrayBuffer)
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain('canary')
    const key = opened.env.secrets.mail
    expect(await openEmail(key, sealed, String(rows[0]?.id))).toBe('someone@canary.example')
    await expect(openEmail(key, sealed, 'another-tip')).rejects.toThrow()
    await expect(openEmail(opened.env.secrets.pepper, sealed, String(rows[0]?.id))).rejects.toThrow()
  })

  test('two different tips get two receipts, and so does the same one sent twice without a key', async () => {
    const sent = await Promise.all(
      [aTip(), aTip(), aTip({ description: '另一件事，河水发黑。' })].map((tip) => send(tip)),
    )
    expect(new Set(sent.map((one) => one.body.receipt)).size).toBe(3)
    expect(new Set(sent.map((one) => one.body.reference)).size).toBe(3)
  })

  test('about a place that is not ours is taken, marked, and names who is competent', async () => {
    const place = {
      address: '二七区大学路某号',
      street: opened.env.bureau.neighbours[0]?.streetPrefixes[0]?.padEnd(9, '0'),
    }
    const { status, body } = await send(aTip({ place }))
    expect(status).toBe(201)
    expect(body.outOfDistrict.body).toEqual(expect.any(String))
    const { rows } = await opened.db.query('SELECT out_of_district FROM tips WHERE reference = ?', [body.reference])
    expect(rows[0]?.out_of_district).toBe(body.outOfDistrict.body)
  })

  test('about hazardous waste jumps the queue and tells the officer on duty once', async () => {
    const { body } = await send(aTip({ behaviours: ['hazardous_waste_dumping'] }))
    const { rows } = await opened.db.query('SELECT emergency_at, clock, due_by, rank FROM cases WHERE reference = ?', [
      body.reference,
    ])
    expect(rows[0]).toMatchObject({ clock: 'emergency', due_by: '2026-09-14T12:00:00+08:00' })
    expect(String(rows[0]?.rank).startsWith('0')).toBe(true)
    const { rows: notices } = await opened.db.query('SELECT recipient, notice FROM outbox WHERE reference = ?', [
      body.reference,
    ])
    expect(notices.map((row) => ({ ...row }))).toMatchObject([{ recipient: 'duty', notice: 'emergency' }])
  })

  test('about the same object, place and act joins the open case and keeps its own receipt', async () => {
    const accused = { kind: 'enterprise', name: '某某化工（虚构）' }
    const first = await send(aTip({ accused }))
    const others = await Promise.all(Array.from({ length: 8 }, () => send(aTip({ accused }))))
    expect(others.map((one) => one.status)).toEqual(Array(8).fill(201))
    const { rows } = await opened.db.query('SELECT DISTINCT case_id FROM tips WHERE accused LIKE ?', [
      '%某某化工（虚构）%',
    ])
    expect(rows).toHaveLength(1)
    expect(new Set([first, ...others].map((one) => one.body.receipt)).size).toBe(9)
    const { rows: cases } = await opened.db.query('SELECT version FROM cases WHERE id = ?', [String(rows[0]?.case_id)])
    expect(cases[0]?.version).toBe(9)
    const found = await opened.ask(
      'GET',
      `/api/cases?q=${others[3]?.body.reference}`,
      undefined,
      await opened.as('qian'),
    )
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([rows[0]?.case_id])
  })
})

describe('what is wrong with a tip', () => {
  test('is said all at once, unknown keys and days to come too', async () => {
    const { status, body } = await send({
      kinds: ['fire'],
      description: '短',
      occurredOn: '2026-09-15',
      place: { address: '', colour: 'red' },
      reporter: { mode: 'anonymous', notify: { email: 'nobody' } },
      attachments: ['00000000-0000-4000-8000-000000000000'],
      surprise: 1,
    })
    expect(status).toBe(422)
    expect(body.code).toBe('request.invalid')
    expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual([
      'attachments.0',
      'description',
      'kinds.0',
      'occurredOn',
      'place.address',
      'place.colour',
      'reporter.notify.email',
      'surprise',
    ])
  })

  test('another mode than anonymous is not offered', async () => {
    const { status, body } = await send(aTip({ reporter: { mode: 'real_name', sealed: 'x' } }))
    expect([status, body.code]).toEqual([422, 'tip.mode-not-offered'])
  })

  test('broken JSON cannot be read, and too much of it is turned away unread', async () => {
    const headers = { 'content-type': 'application/json' }
    expect((await opened.ask('POST', '/api/tips', '{"kinds":', headers)).body.code).toBe('request.unreadable')
    const huge = await opened.ask('POST', '/api/tips', JSON.stringify({ description: 'x'.repeat(70_000) }), headers)
    expect([huge.status, huge.body.code]).toEqual([413, 'request.too-large'])
  })

  test('no error repeats what was sent', async () => {
    const canary = 'CANARY-7f3a'
    const bad = await send({ ...aTip(), description: canary, occurredOn: canary, extra: canary, kinds: [canary] })
    expect(bad.status).toBe(422)
    expect(JSON.stringify(bad.body)).not.toContain(canary)
    expect(JSON.stringify(opened.logs)).not.toContain(canary)
  })
})

describe('an idempotency key', () => {
  test('20 times at once with the same tip is one tip and one answer', async () => {
    const key = `${KEY}-twenty`
    const tip = aTip({ description: '同一件事按了二十次提交。' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(tip, { 'idempotency-key': key })))
    expect(answers.map((one) => one.status)).toEqual(Array(20).fill(201))
    const texts = await Promise.all(answers.map((one) => one.response.text()))
    expect(new Set(texts).size).toBe(1)
    const { rows } = await opened.db.query('SELECT count(*) AS n FROM tips WHERE description = ?', [tip.description])
    expect(rows[0]?.n).toBe(1)
    expect(JSON.stringify((await opened.db.query('SELECT * FROM idempotency_keys')).rows)).not.toContain(key)
  })

  test('gives the same answer on the next day, and the same tip even after it was forgotten', async () => {
    const headers = { 'idempotency-key': `${KEY}-days` }
    const tip = aTip({ description: '隔天再交一次的同一件事。' })
    const own = await openApp()
    const post = () => own.ask('POST', '/api/tips', tip, headers)
    const first = await post()
    own.at('2026-09-15T09:00:00+08:00')
    expect((await post()).body).toEqual(first.body)
    const { purgeIntake } = await import('#db/tip.ts')
    await purgeIntake(own.db, '2026-09-17')
    expect((await own.db.query('SELECT * FROM idempotency_keys')).rows).toHaveLength(0)
    own.at('2026-09-17T09:00:00+08:00')
    expect((await post()).body).toEqual(first.body)
    expect((await own.db.query('SELECT * FROM tips')).rows).toHaveLength(1)
  })

  test('with another body is refused, and the order of keys is no other body', async () => {
    const headers = { 'idempotency-key': `${KEY}-other` }
    const first = await send(aTip(), headers)
    const turned = Object.fromEntries(Object.entries(aTip()).reverse())
    expect((await send(turned, headers)).body).toEqual(first.body)
    const other = await send(aTip({ description: '换了一个说法，另一份内容。' }), headers)
    expect([other.status, other.body.code]).toEqual([422, 'request.idempotency-key-reused'])
  })

  test('that is too short to be random is refused', async () => {
    for (const key of ['1', 'abc', 'q1w2e3r4t5y6u7i8o9p0a', 'has spaces in it, and is long'])
      expect((await send(aTip(), { 'idempotency-key': key })).body.code, key).toBe('request.idempotency-key-weak')
  })
})

function send(tip: unknown, headers: Record<string, string> = {}) {
  return opened.ask('POST', '/api/tips', tip, headers)
}
