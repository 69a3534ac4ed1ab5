import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { afterAll, expect, test } from 'vitest'
import { findTipLeaf } from '#db/log.ts'
import { fromBase64 } from '#domain/log/base64.ts'
import { chanceBytes } from '../../fixtures/chance.ts'
import { keptLog } from '../../fixtures/kept-log.ts'
import { expectedLog, leavesOf, logFilesIn } from '../../fixtures/log-folder.ts'
import { aTip, type Opened, openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log-tips')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function send(app: Opened, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const tip = aTip({
      description: `第${n}处倾倒，${crypto.randomUUID()}`,
      place: { address: `${crypto.randomUUID()}` },
    })
    expect((await app.ask('POST', '/api/tips', tip)).status).toBe(201)
  }
}

/** A bureau with its log; `at` moves both clocks. */
async function bureauWithLog(name: string, about: { demo?: boolean; random?: (length: number) => Uint8Array } = {}) {
  const app = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const dataDir = join(folder, name)
  const log = await keptLog(app.db, dataDir, { now: app.env.now, ...about })
  const batch = async () => {
    await log.batch()
    expect(log.said).toEqual([])
    return leavesOf(app.db)
  }
  const commitments = async () => {
    const { rows } = await app.db.query('SELECT id, commitment FROM tips ORDER BY rowid')
    return new Map(rows.map((row) => [Buffer.from(row.commitment as ArrayBuffer).toString('base64'), String(row.id)]))
  }
  return { ...app, app, dataDir, log, batch, commitments }
}

/** What a case says of itself in the queue, by the reference of its first tip. */
async function decide(app: Opened, tip: string, moves: [string, object, string][]): Promise<void> {
  const { rows } = await app.db.query('SELECT case_id FROM tips WHERE id = ?', [tip])
  const id = String(rows[0]?.case_id)
  for (const [decision, body, who] of moves) {
    const as = await app.as(who as 'qian')
    const { version } = (await app.ask('GET', `/api/cases/${id}`, undefined, as)).body.case
    const answer = await app.ask('POST', `/api/cases/${id}/${decision}`, { version, ...body }, as)
    expect([decision, answer.status, answer.body.message]).toEqual([decision, 200, undefined])
  }
}

test('tips wait for the quarter of the day and enter as a multiple of eight, with covers that look the same', async () => {
  const { app, at, batch, commitments, db, dataDir } = await bureauWithLog('quarter')
  await send(app, 3)
  const first = await batch()
  expect(first.map((leaf) => leaf.t)).toEqual(['day', ...Array(8).fill('tip')])
  expect(first[0]).toEqual({ t: 'day', on: '2026-09-14' })
  for (const leaf of first.slice(1)) expect(Object.keys(leaf).sort()).toEqual(['c', 't'])

  await send(app, 9)
  at('2026-09-14T11:59:00+08:00')
  expect((await batch()).length).toBe(9)
  at('2026-09-14T12:00:00+08:00')
  const second = (await batch()).slice(9)
  // The same day: no second day leaf.
  expect(second.map((leaf) => leaf.t)).toEqual(Array(16).fill('tip'))
  // Nobody wrote in the next quarter: it has its eight all the same.
  at('2026-09-14T18:30:00+08:00')
  expect((await batch()).slice(25).map((leaf) => leaf.t)).toEqual(Array(8).fill('tip'))
  expect((await batch()).length).toBe(33)
  at('2026-09-15T00:00:00+08:00')
  expect((await batch()).slice(33).map((leaf) => leaf.t)).toEqual(['day', ...Array(8).fill('tip')])

  const known = await commitments()
  const leaves = await leavesOf(db)
  const found = leaves.flatMap(({ c }, index) => (known.has(String(c)) ? [[known.get(String(c)), index]] : []))
  expect(found.length).toBe(12)
  for (const [tip, index] of found) expect(await findTipLeaf(db, String(tip))).toBe(index)
  expect(await findTipLeaf(db, 'nobody')).toBeNull()
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))
}, 60_000)

test('neither the order tips came in nor where the covers stand can be told from a batch', async () => {
  const { app, at, batch, commitments } = await bureauWithLog('order', { random: chanceBytes(5) })
  const places: number[][] = []
  const days = Array.from({ length: 12 }, (_, n) => `2026-10-${10 + n}`)
  for (const day of days) {
    at(`${day}T05:00:00+08:00`)
    await send(app, 6)
    at(`${day}T06:00:00+08:00`)
    const leaves = (await batch()).slice(-8)
    const sent = [...(await commitments()).keys()].slice(-6)
    places.push(sent.map((c) => leaves.findIndex((leaf) => leaf.c === c)))
  }
  for (const one of places) expect(one.every((place) => place >= 0)).toBe(true)
  // The first to come stands anywhere, and so does the last; covers are not always at an end. Commitments differ from
  // run to run, so the bounds are such that chance misses them less than once in 100,000 runs.
  for (const nth of [0, 5]) expect(new Set(places.map((one) => one[nth])).size).toBeGreaterThan(2)
  expect(new Set(places.map((one) => one.join())).size).toBe(days.length)
  const lasts = places.map((one) => [6, 7].every((place) => !one.includes(place)))
  expect(lasts.filter(Boolean).length).toBeLessThan(6)
}, 60_000)

test('more tips than one batch takes enter at once, in several', async () => {
  const { app, db, batch, commitments } = await bureauWithLog('many')
  await send(app, 1)
  const { rows } = await db.query('SELECT * FROM tips')
  const [columns, row] = [Object.keys(rows[0] ?? {}), rows[0]]
  const unique: Record<string, unknown> = {}
  for (let n = 0; n < 299; n++) {
    for (const name of ['id', 'reference', 'receipt_hash']) unique[name] = `${name}-${n}`
    unique.commitment = sha256(Uint8Array.of(n, n >> 8))
    const args = columns.map((name) => (unique[name] ?? row?.[name] ?? null) as never)
    await db.write([{ sql: `INSERT INTO tips(${columns}) VALUES (${columns.map(() => '?')})`, args }])
  }
  const leaves = await batch()
  expect(leaves.length).toBe(1 + 304)
  const known = await commitments()
  expect(leaves.filter(({ c }) => known.has(String(c))).length).toBe(300)
  expect((await db.query('SELECT count(*) FROM log_checkpoints')).rows[0]?.[0]).toBe(2)
  // What came first of three hundred may stand in the second batch.
  const second = new Set(leaves.slice(257).map(({ c }) => known.get(String(c))))
  expect([...second].some((id) => id && Number(id.split('-')[1]) < 250)).toBe(true)
}, 60_000)

test('what became of a case is said once of each of its tips, in its order, and of a tip that came later from the beginning', async () => {
  const { app, at, db, batch } = await bureauWithLog('statuses')
  await send(app, 2)
  await batch()
  const [one, two] = (await db.query('SELECT id FROM tips ORDER BY rowid')).rows.map((row) => String(row.id))
  await decide(app, `${one}`, [['acceptance', {}, 'qian']])
  await decide(app, `${two}`, [['rejection', { ground: 'not-remit', tell: '不属于生态环境部门职责。' }, 'qian']])
  at('2026-09-14T12:00:00+08:00')
  const said = (leaves: Record<string, unknown>[]) => leaves.filter((leaf) => leaf.t === 'tip-status')
  const leaf = async (tip?: string) => findTipLeaf(db, `${tip}`)
  const first = said(await batch())
  expect(first).toHaveLength(2)
  expect(first).toContainEqual({ t: 'tip-status', i: await leaf(one), s: 'accepted' })
  expect(first).toContainEqual({ t: 'tip-status', i: await leaf(two), s: 'refused' })

  // A third tip joins the accepted case before its batch.
  await db.write([
    `INSERT INTO tips(id, reference, receipt_hash, case_id, channel, received_on, kinds, behaviours, description,
       occurred_on, ongoing, address, street, lng, lat, crs, cgcs_lng, cgcs_lat, accused, reporter_mode, notify_email,
       out_of_district, emergencies, commitment, commitment_secret, content) SELECT 'third', 'T-3', 'hash-3', case_id, channel, received_on, kinds, behaviours, description,
       occurred_on, ongoing, address, street, lng, lat, crs, cgcs_lng, cgcs_lat, accused, reporter_mode, notify_email,
       out_of_district, emergencies, randomblob(32), commitment_secret, content FROM tips WHERE id = '${one}'`,
  ])
  at('2026-09-14T18:00:00+08:00')
  const second = said(await batch())
  expect(second.slice(2)).toEqual([{ t: 'tip-status', i: await leaf('third'), s: 'accepted' }])
  at('2026-09-15T00:00:00+08:00')
  expect(said(await batch())).toEqual(second)

  const { rows } = await db.query('SELECT case_id FROM tips WHERE id = ?', [`${one}`])
  await db.write([
    {
      sql: `INSERT INTO events(subject, seq, type, actor, at, data) VALUES (?, 90, 'case.closed', NULL, '2026-09-15T01:00:00+08:00', '{}')`,
      args: [`case:${rows[0]?.case_id}`],
    },
  ])
  at('2026-09-15T06:00:00+08:00')
  const third = said(await batch()).slice(second.length)
  expect(third).toHaveLength(2)
  for (const tip of [one, 'third']) expect(third).toContainEqual({ t: 'tip-status', i: await leaf(tip), s: 'closed' })
}, 60_000)

test('a tip accepted and closed within one batch is accepted before it is closed', async () => {
  const { app, at, db, batch } = await bureauWithLog('both', { random: chanceBytes(5) })
  await send(app, 6)
  await batch()
  for (const row of (await db.query('SELECT id, case_id FROM tips')).rows)
    await db.write(
      ['case.accepted', 'case.closed'].map((type, n) => ({
        sql: `INSERT INTO events(subject, seq, type, actor, at, data) VALUES (?, ?, ?, NULL, '2026-09-14T11:00:00+08:00', '{}')`,
        args: [`case:${row.case_id}`, 80 + n, type],
      })),
    )
  at('2026-09-14T12:00:00+08:00')
  const said = (await batch()).filter((leaf) => leaf.t === 'tip-status')
  expect(said.length).toBe(12)
  for (const i of new Set(said.map((leaf) => leaf.i)))
    expect(said.filter((leaf) => leaf.i === i).map((leaf) => leaf.s)).toEqual(['accepted', 'closed'])
  expect(said.slice(0, 6).some((leaf) => leaf.s === 'closed')).toBe(true)
}, 60_000)

test('covers are opened ninety days later, and what opens them shows that they were none', async () => {
  const { app, at, db, batch } = await bureauWithLog('covers')
  await send(app, 3)
  const first = await batch()
  at('2026-12-12T23:59:00+08:00')
  const before = (await batch()).filter((leaf) => leaf.s === 'dummy')
  expect(before).toEqual([])
  at('2026-12-13T00:00:00+08:00')
  const opened = (await batch()).filter((leaf) => leaf.s === 'dummy')
  expect(opened.length).toBe(5)
  for (const { i, o } of opened) {
    const c = sha256(concatBytes(utf8ToBytes('env-tip/v1\n'), fromBase64(String(o), 32), sha256(utf8ToBytes('dummy'))))
    expect(first[Number(i)]).toEqual({ t: 'tip', c: Buffer.from(c).toString('base64') })
  }
  at('2026-12-13T06:00:00+08:00')
  expect((await batch()).filter((leaf) => leaf.s === 'dummy')).toEqual(opened)
  expect((await db.query('SELECT count(*) FROM log_covers WHERE opened IS NOT NULL')).rows[0]?.[0]).toBe(5)
}, 60_000)

test('a demo has a batch every minute, and none while nothing waits', async () => {
  const { app, at, batch } = await bureauWithLog('demo', { demo: true })
  expect(await batch()).toEqual([])
  await send(app, 1)
  expect((await batch()).length).toBe(9)
  await send(app, 1)
  expect((await batch()).length).toBe(9)
  at('2026-09-14T10:01:00+08:00')
  expect((await batch()).length).toBe(17)
  at('2026-09-14T10:02:00+08:00')
  expect((await batch()).length).toBe(17)
}, 60_000)

test('two processes whose batch is due at once make one', async () => {
  const { app, db, log, batch, dataDir } = await bureauWithLog('once')
  await send(app, 5)
  const here = join(folder, 'once-here')
  cpSync(join(dataDir, 'keys', 'log'), join(here, 'keys', 'log'))
  const other = await keptLog(db, here, { now: app.env.now })
  await Promise.all([log.batch(), other.batch(), log.batch()])
  expect((await batch()).length).toBe(9)
  expect(other.said).toEqual([])
  expect(logFilesIn(join(here, 'log'))).toEqual(logFilesIn(join(dataDir, 'log')))
}, 60_000)

test('nothing of a tip but its commitment is in the log', async () => {
  const { app, db, batch, dataDir } = await bureauWithLog('taint')
  const words = { description: '金丝雀描述金丝雀描述', address: '金丝雀地址三号' }
  await app.ask('POST', '/api/tips', aTip({ description: words.description, place: { address: words.address } }))
  await batch()
  const row = (await db.query('SELECT id, reference, receipt_hash, case_id, content, commitment_secret FROM tips'))
    .rows[0]
  const secrets = [words.description, words.address, row?.id, row?.reference, row?.receipt_hash, row?.case_id].map(
    String,
  )
  const bytes = [...logFilesIn(join(dataDir, 'log')).values()].map((hex) => Buffer.from(hex, 'hex'))
  for (const secret of secrets) expect(bytes.some((file) => file.includes(secret))).toBe(false)
  const r = Buffer.from(row?.commitment_secret as ArrayBuffer)
  expect(bytes.some((file) => file.includes(r) || file.includes(r.toString('base64')))).toBe(false)
  expect(bytes.some((file) => file.includes('"t":"tip"'))).toBe(true)
})
