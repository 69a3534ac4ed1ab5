import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { recomputeDeadlines } from '#db/sweep.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import { freshDataDir, startServer } from '../server.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { skipLoudly } from './disk.ts'
import { isLong } from './length.ts'
import { newTip, post } from './load.ts'

/** Days tips come on: plain, before and in the October week, a Saturday that is worked (调休), leap day, year's end. */
const DAYS = ['2026-09-14', '2026-09-28', '2026-10-02', '2026-10-10', '2026-12-31', '2024-02-29', '2026-02-14']
/** What clocks do: stand back, run ahead, land on odd days; and back to where they were. */
const JUMPS = (from: string) => [
  addDays(from, -3),
  addDays(from, 400),
  '2028-02-29',
  '2026-12-31',
  '2027-01-01',
  '2026-10-10',
  from,
]
const LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((arch) => `/usr/lib/${arch}/faketime/libfaketime.so.1`)
const ASK = 'SELECT id, received_on, due_by, provisional FROM cases ORDER BY n'

/** Files a tip on each odd day, then lets the clock jump; `night` is what runs after each jump. */
async function jumping(here: Opened, night: (here: Opened) => Promise<unknown>) {
  for (const day of DAYS) {
    here.at(`${day}T23:30:00+08:00`)
    expect((await here.ask('POST', '/api/tips', JSON.parse(newTip().body))).status).toBe(201)
  }
  const before = (await here.db.query(ASK)).rows.map((row) => ({ ...row }))
  for (const day of DAYS.flatMap(JUMPS)) {
    here.at(`${day}T00:10:00+08:00`)
    await night(here)
  }
  const after = (await here.db.query(ASK)).rows.map((row) => ({ ...row }))
  return { before, after }
}

test('however the clock jumps, a deadline that was counted stays, and it is a working day', async () => {
  const here = await openApp()
  const { before, after } = await jumping(here, async ({ db, env }) => {
    await recomputeDeadlines(db, env.now())
    await purge(env)
  })
  expect(after).toEqual(before)
  expect(before).toHaveLength(DAYS.length)
  // 15 days on, moved out of a holiday: 14 September + 15 = 29; 28 September + 15 = 13 October (worked).
  const due = Object.fromEntries(before.map((row) => [row.received_on, row.due_by]))
  expect(due).toMatchObject({ '2026-09-14': '2026-09-29', '2026-09-28': '2026-10-13', '2024-02-29': '2024-03-15' })
})

test('the control, which counts from the day it is, moves deadlines and is seen to', async () => {
  const here = await openApp()
  const { before, after } = await jumping(here, ({ db, env }) =>
    db.write([{ sql: 'UPDATE cases SET due_by = ?', args: [addDays(dayOf(env.now()), 15)] }]),
  )
  expect(after).not.toEqual(before)
})

test('what is overdue is what the day of the clock says, before and after every jump', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await here.ask('POST', '/api/tips', aTip())
  const [{ due_by: dueBy }] = (await here.db.query(ASK)).rows as never as [{ due_by: string }]
  for (const day of [...JUMPS('2026-09-14'), dueBy, addDays(dueBy, 1), addDays(dueBy, -1)]) {
    here.at(`${day}T12:00:00+08:00`)
    const { body } = await here.ask('GET', '/api/cases?overdue=1', undefined, await here.as('qian'))
    expect([day, body.items.length]).toEqual([day, day > dueBy ? 1 : 0])
  }
})

test('a clock that runs ahead ends sessions, one set back never makes them longer', async () => {
  const here = await openApp({ at: '2026-09-14T08:00:00+08:00' })
  const me = async (headers: Record<string, string>) =>
    (await here.ask('GET', '/api/auth/me', undefined, headers)).status
  for (const jump of JUMPS('2026-09-14').slice(0, -1)) {
    here.at('2026-09-14T08:00:00+08:00')
    const qian = await here.as('qian')
    here.at(`${jump}T08:00:00+08:00`)
    await me(qian)
    // Used every ten minutes from where the clock was set back to: eight hours after signing in it is over all the same.
    for (let minute = 0; minute < 480; minute += 10) {
      here.at(new Date(Date.parse('2026-09-14T08:00:00+08:00') + minute * 60_000).toISOString())
      await me(qian)
    }
    here.at('2026-09-14T16:00:00+08:00')
    expect([jump, await me(qian)]).toEqual([jump, 401])
  }
})

test('history keeps its order when the clock is set back between two events', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await here.ask('POST', '/api/tips', aTip())
  const [row] = (await here.ask('GET', '/api/cases', undefined, await here.as('qian'))).body.items
  for (const [at, day] of ['2026-09-15', '2026-09-12', '2027-10-19', '2026-09-14'].entries()) {
    here.at(`${day}T10:00:00+08:00`)
    const said = await here.ask(
      'POST',
      `/api/cases/${row.id}/note`,
      { version: at + 1, text: `第${at + 1}条` },
      await here.as('qian'),
    )
    expect(said.status).toBe(200)
  }
  const { body } = await here.ask('GET', `/api/cases/${row.id}`, undefined, await here.as('qian'))
  expect(body.events.map((one: { seq: number }) => one.seq)).toEqual([1, 2, 3, 4, 5])
  const times = body.events.map((one: { at: string }) => one.at)
  // Its times really went back and forth: ordering by them would tell another story.
  expect(times).not.toEqual([...times].sort())
})

test('a server whose machine jumps starts, keeps its deadlines, and takes tips', {
  timeout: 600_000,
}, async (context) => {
  const library = LIBRARIES.find(existsSync)
  if (!library) skipLoudly(context, 'libfaketime is not installed (Debian: faketime)')
  if (!isLong) skipLoudly(context, 'it takes a minute (npm run test:gate)')
  const dataDir = freshDataDir()
  const env = { DEMO: '0', INTAKE_LIMIT: '1000000' }
  const first = await startServer({ dataDir, env })
  const { answer } = await post(first.url, newTip())
  const statusOf = async (url: string) => {
    const body = JSON.stringify({ receipt: answer?.receipt })
    const headers = { 'content-type': 'application/json' }
    return (await (await fetch(`${url}/api/tips/status`, { method: 'POST', headers, body })).json()) as object
  }
  const before = await statusOf(first.url)
  await first.stop()
  const year = new Date().getFullYear()
  for (const [jump, zone] of [
    ['-3d', 'UTC'],
    ['+400d', 'Asia/Shanghai'],
    ['-3d', 'America/New_York'],
    ['@2028-02-29 23:58:00', 'UTC'],
    [`@${year}-12-31 23:58:00`, 'Asia/Shanghai'],
    ['@2026-10-10 08:00:00', 'UTC'],
  ] as const) {
    const faked = { LD_PRELOAD: library, FAKETIME: jump, FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: zone }
    const server = await startServer({ dataDir, env: { ...env, ...faked } })
    expect([jump, await statusOf(server.url)]).toEqual([jump, before])
    expect([jump, (await post(server.url, newTip())).status]).toEqual([jump, 201])
    expect([jump, (await fetch(`${server.url}/readyz`)).status]).toEqual([jump, 200])
    await server.stop()
  }
})
