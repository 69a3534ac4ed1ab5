import { describe, expect, test } from 'vitest'
import { publishFigures } from '#db/figures/publish.ts'
import { listPublications } from '#db/publication.ts'
import { findRecord } from '#db/register.ts'
import type { Figures } from '#domain/figures/public.ts'
import { figuresOf } from '#domain/figures/public.ts'
import type { Release } from '#domain/figures/release.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { recovered } from '../../fixtures/figure-attacker.ts'
import { aTip, type Opened, openApp } from '../../setup.ts'
import { does, file } from '../../stories/desk.ts'

const at = (day: string) => `${day}T10:00:00+08:00`
const PROPOSAL = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }

/** A case of 西流湖街道, accepted and closed on days of their own. */
async function handled(here: Opened, n: number, days: { received: string; accepted: string; closed?: string }) {
  here.at(at(days.received))
  const about = { address: `西流湖街道演示路${n}号`, street: '410102011' }
  const { id } = await file(here, { kinds: ['water'], place: about, accused: { kind: 'enterprise', industry: '电镀' } })
  here.at(at(days.accepted))
  await does(here, 'qian', id, 'acceptance')
  await does(here, 'sun', id, 'assignment', { to: '410102011' })
  if (!days.closed) return id
  here.at(at(days.closed))
  await does(here, 'li', id, 'investigation', { findings: '现场查看。', on: days.closed })
  await does(here, 'li', id, 'closure-proposal', PROPOSAL)
  await does(here, 'zhao', id, 'closure')
  return id
}

async function figures(here: Opened, period: string): Promise<Figures> {
  const record = await findRecord(here.db, 'figures', period)
  if (!record?.data) throw new Error(`couldn't find the figures of ${period}`)
  return record.data
}

const whole = async (here: Opened, period: string) => (await figures(here, period)).rows.find((row) => row.by === 'all')

describe('what came in on 31 January, was accepted in February and closed in March', () => {
  let here: Opened
  test('counts once in each of the three months, and is published 72 hours after each', async () => {
    here = await openApp({ at: at('2026-01-31') })
    for (let n = 0; n < 6; n++)
      await handled(here, n, {
        received: '2026-01-31',
        accepted: '2026-02-02',
        closed: n < 5 ? '2026-03-16' : '2026-04-20',
      })
    const publish = (instant: string) => publishFigures(here.db, new Date(instant), bureau)
    expect(await publish('2026-02-03T23:59:00+08:00')).toEqual([])
    expect(await publish('2026-02-04T00:00:00+08:00')).toEqual(['2026-01'])
    expect(await publish('2026-05-04T00:00:00+08:00')).toEqual(['2026-02', '2026-03', '2026-04'])
    expect(await publish('2026-05-05T00:00:00+08:00')).toEqual([])
    expect((await whole(here, '2026-01'))?.counts).toMatchObject({ received: 6, accepted: 0, closed: 0 })
    expect((await whole(here, '2026-02'))?.counts).toMatchObject({ received: 0, accepted: 6, closed: 0 })
    expect(await whole(here, '2026-03')).toMatchObject({
      counts: { received: 0, accepted: 0, closed: 5, on_time: 5, late: 0, reopened: 0 },
      onTimeRate: 100,
      medianDays: 42,
      p90Days: 42,
    })
    // One closed late, on the 77th day: a count nobody is told.
    expect(await whole(here, '2026-04')).toMatchObject({
      counts: { closed: '<5', on_time: 0, late: '<5' },
      medianDays: null,
    })
  })

  test('is told by street, industry, channel and office where there are five', async () => {
    const { rows } = await figures(here, '2026-03')
    const of = (by: string, name: string) => rows.find((row) => row.by === by && row.of === name)
    expect(of('street', '410102011')?.counts.closed).toBe(5)
    expect(of('street', '410102012')?.counts.closed).toBe(0)
    expect(of('industry', 'electroplating')?.counts.closed).toBe(5)
    expect(of('channel', 'web')?.counts.closed).toBe(5)
    expect(of('kind', 'water')?.counts.closed).toBe(5)
    expect(of('office', '410102011')).toMatchObject({ counts: { closed: 5 }, medianDays: 42 })
    expect(of('outcome', 'substantiated')?.counts.closed).toBe(5)
  })

  test('is told anew with the next month when it was taken up again since, with the reason; the first version stays', async () => {
    here.at(at('2026-05-06'))
    const { rows } = await here.db.query("SELECT id FROM cases WHERE closed_on = '2026-03-16' ORDER BY n LIMIT 1")
    await does(here, 'qian', String(rows[0]?.id), 'reopening', { reason: '又倒了一次。' })
    const publish = (instant: string) => publishFigures(here.db, new Date(instant), bureau)
    expect(await publish('2026-05-20T00:00:00+08:00')).toEqual([])
    expect(await publish('2026-06-04T00:10:00+08:00')).toEqual(['2026-03', '2026-05'])
    const record = await findRecord(here.db, 'figures', '2026-03')
    expect(record).toMatchObject({
      version: 2,
      change: { changed: '全区重新办理由 0 改为 <5', basis: expect.stringContaining('重新办理') },
    })
    expect(await whole(here, '2026-03')).toMatchObject({
      counts: { closed: 5, on_time: 5, reopened: '<5' },
      onTimeRate: 100,
    })
    // By street or office the difference would show whose it was.
    expect((await figures(here, '2026-03')).omitted).toEqual(
      expect.arrayContaining(['street/reopened', 'office/reopened']),
    )
    const published = (await listPublications(here.db, 0, 100)).map(({ record }) => `${record.id} v${record.version}`)
    expect(published).toEqual(['2026-01 v1', '2026-02 v1', '2026-03 v1', '2026-04 v1', '2026-03 v2', '2026-05 v1'])
    const { rows: events } = await here.db.query(
      "SELECT type FROM events WHERE subject = 'figures:2026-03' ORDER BY seq",
    )
    expect(events.map((row) => row.type)).toEqual(['figures.published', 'figures.revised'])
  })

  test('and nothing of it can be computed from all versions together', async () => {
    const { rows } = await here.db.query('SELECT period, counted, hidden FROM period_counts ORDER BY rowid')
    const releases = rows.map(
      (row): Release => ({
        period: String(row.period),
        counted: JSON.parse(String(row.counted)),
        hidden: new Map(JSON.parse(String(row.hidden))),
      }),
    )
    expect(
      await recovered(releases.map((one) => ({ figures: figuresOf(one.period, one.counted, one.hidden) }))),
    ).toEqual([])
  })
})

test('a year follows its December and is the sum of its months; a case of another year is not in it', async () => {
  const here = await openApp({ at: at('2026-11-30') })
  for (let n = 0; n < 5; n++)
    await handled(here, n, { received: '2026-11-30', accepted: '2026-12-01', closed: '2026-12-30' })
  for (let n = 5; n < 10; n++) await handled(here, n, { received: '2026-12-31', accepted: '2027-01-01' })
  expect(await publishFigures(here.db, new Date('2027-01-04T00:00:00+08:00'), bureau)).toEqual([
    '2026-11',
    '2026-12',
    '2026',
  ])
  expect((await whole(here, '2026'))?.counts).toMatchObject({ received: 10, accepted: 5, closed: 5, on_time: 5 })
  expect((await findRecord(here.db, 'figures', '2026'))?.title).toContain('年度报告')
})

test('a refusal is told with its ground, in the month it was decided; parts of a split case are not received twice', async () => {
  const here = await openApp({ at: at('2026-03-02') })
  for (let n = 0; n < 5; n++) {
    const { id } = await file(here, { place: { address: `秦岭路街道演示院${n}号` } })
    await does(here, 'sun', id, 'rejection', { ground: 'not-remit', tell: '请向城市管理部门反映。' })
  }
  const { id } = await file(here, { place: { address: '秦岭路街道演示坑' } })
  await does(here, 'qian', id, 'split', { texts: ['坑里的泥', '旁边的烟'] })
  await publishFigures(here.db, new Date('2026-04-04T00:00:00+08:00'), bureau)
  const { rows } = await figures(here, '2026-03')
  expect(rows.find((row) => row.of === 'all')?.counts).toMatchObject({ received: 6, refused: 5, accepted: 0 })
  expect(rows.find((row) => row.of === 'not-remit')?.counts).toEqual({ refused: 5 })
})

test('two processes publish a month once', async () => {
  const here = await openApp({ at: at('2026-03-02') })
  for (let n = 0; n < 5; n++)
    await here.ask('POST', '/api/tips', aTip({ place: { address: `桐柏路街道演示院${n}号` } }))
  const now = new Date('2026-04-04T00:00:00+08:00')
  const both = await Promise.all([publishFigures(here.db, now, bureau), publishFigures(here.db, now, bureau)])
  expect(both.flat()).toEqual(['2026-03'])
  expect(await listPublications(here.db, 0, 10)).toHaveLength(1)
})
