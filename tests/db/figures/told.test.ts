import { expect, test } from 'vitest'
import { publishFigures } from '#db/figures/publish.ts'
import { findRecord } from '#db/register.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { askFor, sendNamed, withKeys } from '../../fixtures/identity.ts'
import { type Opened, openApp } from '../../setup.ts'
import { does, file } from '../../stories/desk.ts'

const publish = (here: Opened, instant: string) => publishFigures(here.db, new Date(instant), bureau)
const rowsOf = async (here: Opened, period: string) => (await findRecord(here.db, 'figures', period))?.data?.rows ?? []

test('how often identities were opened is told of each month, of the whole district alone, and 1 to 4 times as <5', async () => {
  const here = await openApp({ at: '2026-03-02T10:00:00+08:00' })
  await withKeys(here)
  const openOne = async () => {
    const id = await askFor(here, (await sendNamed(here)).reference)
    const said = [
      await here.ask('POST', `/api/identity/openings/${id}/approval`, undefined, await here.as('zhao')),
      await here.ask('POST', `/api/identity/openings/${id}/envelope`, undefined, await here.as('wang')),
    ]
    expect(said.map(({ status }) => status)).toEqual([200, 200])
  }
  for (let n = 0; n < 5; n++) await openOne()
  here.at('2026-04-07T10:00:00+08:00')
  for (let n = 0; n < 2; n++) await openOne()
  expect(await publish(here, '2026-06-05T00:00:00+08:00')).toEqual(['2026-03', '2026-04', '2026-05'])
  for (const [period, shown] of [
    ['2026-03', 5],
    ['2026-04', '<5'],
    ['2026-05', 0],
  ] as const) {
    const told = (await rowsOf(here, period)).filter((row) => 'unsealed' in row.counts)
    expect(told.map(({ by, counts }) => [by, counts.unsealed])).toEqual([['all', shown]])
  }
})

test('refusals are told by street and ground, closings by street and kind with what was found and whether it is remedied', async () => {
  const here = await openApp({ at: '2026-03-02T10:00:00+08:00' })
  const about = (n: number) => ({ kinds: ['water'], place: { address: `西流湖街道演示路${n}号`, street: '410102011' } })
  for (let n = 0; n < 5; n++) {
    const { id } = await file(here, about(n))
    await does(here, 'sun', id, 'rejection', { ground: 'not-remit', tell: '请向城市管理部门反映。' })
  }
  for (let n = 5; n < 10; n++) {
    const { id } = await file(here, about(n))
    await does(here, 'qian', id, 'acceptance')
    await does(here, 'sun', id, 'assignment', { to: '410102011' })
    await does(here, 'li', id, 'investigation', { findings: '现场查看。', on: '2026-03-02' })
    const measures = { outcome: 'substantiated', remedied: 'by_promise', measures: '责任方承诺清运。' }
    await does(here, 'li', id, 'closure-proposal', measures)
    await does(here, 'zhao', id, 'closure')
  }
  await publish(here, '2026-04-05T00:00:00+08:00')
  const rows = await rowsOf(here, '2026-03')
  const of = (by: string) => rows.filter((row) => row.by === by).map((row) => [row.of, ...Object.values(row.counts)])
  expect(of('street_ground')).toEqual([['410102011:not-remit', 5]])
  expect(of('street_outcome')).toEqual([['410102011:substantiated', 5]])
  expect(of('street_remedied')).toEqual([['410102011:by_promise', 5]])
  expect(of('kind_outcome')).toEqual([['water:substantiated', 5]])
  expect(of('kind_remedied')).toEqual([['water:by_promise', 5]])
  expect(rows.find((row) => row.by === 'remedied' && row.of === 'by_promise')?.counts).toEqual({ closed: 5 })
  expect(rows.find((row) => row.by === 'office')).toMatchObject({
    of: '410102011',
    counts: { closed: 5, on_time: 5, reopened: 0 },
    onTimeRate: 100,
    reopeningRate: 0,
    medianDays: 0,
    p90Days: 0,
  })
})

test('a month from before closings were told by what is remedied is not published again because of it', async () => {
  const here = await openApp({ at: '2026-03-02T10:00:00+08:00' })
  for (let n = 0; n < 5; n++) await file(here, { place: { address: `秦岭路街道演示院${n}号` } })
  await publish(here, '2026-04-05T00:00:00+08:00')
  const { rows } = await here.db.query("SELECT counted FROM period_counts WHERE period = '2026-03'")
  const before = JSON.parse(String(rows[0]?.counted)).filter(
    ({ by }: { by: string }) => by !== 'remedied' && by !== 'office' && !by.includes('_'),
  )
  await here.db.write([
    { sql: "UPDATE period_counts SET counted = ? WHERE period = '2026-03'", args: [JSON.stringify(before)] },
  ])
  expect(await publish(here, '2026-05-05T00:00:00+08:00')).toEqual(['2026-04'])
})
