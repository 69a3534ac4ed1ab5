import { expect, test } from 'vitest'
import { countHomeFigures } from '#db/figures.ts'
import { FIXED, fixedPages } from '#db/publish.ts'
import { recomputeDeadlines } from '#db/sweep.ts'
import { aTip, openApp } from '../setup.ts'

test('the fixed pages are the same bytes for the same day, and those with today in them change with it', async () => {
  const { env } = await openApp()
  const frame = { bureau: env.bureau, demo: true, origin: env.origin, asOf: '2026-09-14' }
  const paths = (pages: { path: string }[]) => pages.map((page) => page.path)
  const duty = { from: '2026-09-15', to: '2026-09-21', isComplete: true }
  const first = await fixedPages(env.render, frame, null, duty)
  expect(first.length).toBeGreaterThanOrEqual(FIXED.length)
  expect(paths(first)).toEqual(expect.arrayContaining(['404.html', 'report/status/index.html', 'sign-in/index.html']))
  expect(await fixedPages(env.render, frame, null, duty)).toEqual(first)
  const tomorrow = await fixedPages(env.render, { ...frame, asOf: '2026-09-15' }, null, duty)
  expect(paths(tomorrow)).toEqual(paths(first))
  const report = (pages: typeof first) => pages.find((page) => page.path === 'report/index.html')
  expect(report(tomorrow)).not.toEqual(report(first))
})
test('the figures are those of the week that is over, whatever happens since', async () => {
  const { env, db, ask, as, at } = await openApp({ at: '2026-09-01T10:00:00+08:00' })
  for (let n = 0; n < 5; n += 1) await ask('POST', '/api/tips', aTip({ place: { address: `西流湖街道第${n}号院` } }))
  at('2026-09-22T10:00:00+08:00')
  // Monday 2026-09-14 to Sunday 2026-09-20 is over; the 15 days ended on the 16th.
  const before = await countHomeFigures(db, env.now())
  expect(before).toEqual({ week: '2026-W38', weekEndsOn: '2026-09-20', open: '5+', answered: '0', overdue: '5+' })
  const clerk = await as('qian')
  const [row] = (await ask('GET', '/api/cases', undefined, clerk)).body.items
  const refused = await ask(
    'POST',
    `/api/cases/${row.id}/rejection`,
    { version: row.version, ground: 'not-remit', tell: '请向城市管理部门反映。' },
    clerk,
  )
  expect(refused.status).toBe(200)
  await ask('POST', '/api/tips', aTip())
  expect(await countHomeFigures(db, env.now())).toEqual(before)
  at('2026-09-28T10:00:00+08:00')
  expect(await countHomeFigures(db, env.now())).toMatchObject({ open: '5+', overdue: '<5' })
})

test('a provisional deadline is counted anew once the holidays are known, with its event, once', async () => {
  const { env, db, ask } = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await ask('POST', '/api/tips', aTip())
  expect(await recomputeDeadlines(db, env.now())).toBe(0)
  // As it would stand had it been counted before the State Council announced the year.
  await db.write(["UPDATE cases SET provisional = 1, due_by = '2026-09-28'"])
  expect(await recomputeDeadlines(db, env.now())).toBe(1)
  const [row] = (await db.query('SELECT due_by, provisional, version FROM cases')).rows
  expect({ ...row }).toEqual({ due_by: '2026-09-29', provisional: 0, version: 2 })
  const events = (await db.query("SELECT data FROM events WHERE type = 'case.deadline-recomputed'")).rows
  expect(events.map((event) => JSON.parse(String(event.data)))).toEqual([
    { step: 'accept', by: '2026-09-29', before: '2026-09-28' },
  ])
  expect(await recomputeDeadlines(db, env.now())).toBe(0)
})

test('the week counts as late what the law calls late, not what a stricter rule of the bureau does', async () => {
  const { env } = await openApp()
  const rule = { rule: 'accept' as const, amount: 5, unit: 'calendar' as const, unconfirmed: false }
  const clockRules = [{ ...rule, article: '《本局举报办理规程》第三条', validFrom: '2026-09-01' }]
  const here = await openApp({ bureau: { ...env.bureau, clockRules } })
  await here.ask('POST', '/api/tips', aTip())
  here.at('2026-09-28T10:00:00+08:00')
  const late = await here.ask('GET', '/api/cases/count?overdue=true', undefined, await here.as('qian'))
  expect(late.body.total).toBe(1)
  expect(await countHomeFigures(here.db, here.env.now())).toMatchObject({ open: '<5', overdue: '0' })
  // The fifteen days of the law end on the 29th.
  here.at('2026-10-05T10:00:00+08:00')
  expect(await countHomeFigures(here.db, here.env.now())).toMatchObject({ open: '<5', overdue: '<5' })
})
