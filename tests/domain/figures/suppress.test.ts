import { describe, expect, test, vi } from 'vitest'
import { type Counted, counter, type Fact, revised, sumOf } from '#domain/figures/count.ts'
import { type Dimension, isInHandlingTable, isSparse, MEASURES_BY, type Measure } from '#domain/figures/measure.ts'
import { monthsOf } from '#domain/figures/period.ts'
import { figuresOf } from '#domain/figures/public.ts'
import { type CellName, type Release, SMALLEST_SHOWN, smallCells } from '#domain/figures/release.ts'
import { hiddenIn } from '#domain/figures/suppress.ts'
import { shown } from '#domain/figures.ts'
import { isLong, length } from '../../faults/length.ts'
import { chance } from '../../fixtures/chance.ts'
import { recovered } from '../../fixtures/figure-attacker.ts'
import { inventedMonth, STREETS } from '../../fixtures/figure-month.ts'

const CLOSED: Fact = {
  measure: 'closed',
  kinds: ['water'],
  street: STREETS[0] as string,
  channel: 'web',
  industry: null,
  closing: {
    on: '2026-01-15',
    outcome: 'substantiated',
    remedied: 'yes',
    office: STREETS[0] as string,
    days: 9,
    late: false,
    reopened: false,
  },
}

/** Publishes periods one after the other, as the bureau does: a later version that cannot be told safely is not told. */
async function published(periods: readonly [string, Counted][]): Promise<Release[]> {
  const releases: Release[] = []
  for (const [period, counted] of periods) {
    const hidden = await hiddenIn(period, counted, releases)
    if (hidden) releases.push({ period, counted, hidden })
  }
  return releases
}

const yearOf = (months: readonly Counted[]): [string, Counted][] => [
  ...months.map((counted, at): [string, Counted] => [monthsOf('2026')[at] as string, counted]),
  ['2026', sumOf(months)],
]

/** What everybody sees; the attacker is even told which counts did not change between two versions. */
const seen = (releases: readonly Release[]) =>
  releases.map(({ period, counted, hidden }) => ({
    figures: figuresOf(period, counted, hidden),
    isSame: (name: string) => {
      const [by, of, measure] = name.split(' ')[1]?.split('/') ?? []
      const row = counted.find((one) => one.by === by && one.of === of)
      return `${name} ${row ? (row.counts[measure as Measure] ?? 'unsaid') : 0}`
    },
  }))

/** And everything the handling table tells of closings, once all of them stand in it. */
const withTable = (releases: readonly Release[]) =>
  seen(releases).map((one, at) => ({
    ...one,
    table: new Map(
      (releases[at]?.counted ?? [])
        .flatMap(({ by, of, counts }) =>
          (Object.entries(counts) as [Measure, number][]).map(([measure, count]) => ({ by, of, measure, count })),
        )
        .filter(({ by, measure }) => isInHandlingTable(by, measure))
        .map(({ by, of, measure, count }) => [`${by}/${of}/${measure}`, count]),
    ),
  }))

/**
 * Nobody computes a hidden count from all that is published; nor one of 1 to 4 with the rows of the handling table besides.
 * What is 5 and more in a column that is left out is nobody's secret: it may follow from what is told of others. `now`: what
 * was counted for later versions; a count they leave unsaid may be known to be what it was, never to be another.
 */
async function expectNothingRecovered(releases: readonly Release[], which: string, now = new Map<string, Counted>()) {
  const versionsOf = (period: string) => releases.filter((one) => one.period === period)
  const isLeftOut = (one: string) => {
    const [period = '', name] = one.split(' ')
    return (
      versionsOf(period)
        .at(-1)
        ?.hidden.get(name as CellName) === 'omitted'
    )
  }
  const isChange = (one: string) => {
    const [period = '', name] = one.split(' ') as [string, CellName]
    return countIn(now.get(period), name) !== countIn(versionsOf(period)[0]?.counted, name)
  }
  const isSecret = (one: string) => (one.endsWith(' unsaid') ? isChange(one) : isSmall(one) || !isLeftOut(one))
  expect((await recovered(seen(releases))).filter(isSecret), which).toEqual([])
  const found = await recovered(withTable(releases))
  const told = found.filter((one) => isSmall(one) || (one.endsWith(' unsaid') && isChange(one)))
  expect(told, `${which}, with the handling table`).toEqual([])
}

function countIn(counted: Counted | undefined, name: CellName): number | undefined {
  const [by, of, measure] = name.split('/')
  return counted?.find((row) => row.by === by && row.of === of)?.counts[measure as Measure]
}

/** Whether a count as the solver names it, `2026-05 all/all/reopened 2`, is one of 1 to 4. */
function isSmall(found: string): boolean {
  const count = Number(found.split(' ')[2])
  return count > 0 && count < SMALLEST_SHOWN
}

/** The same month after some of what was closed was taken up again. */
function reopenedIn(counted: Counted, next: () => number): Counted {
  const again = structuredClone(counted)
  const rowOf = (by: string, of?: string) =>
    again.find((row) => row.by === by && (of ? row.of === of : (row.counts.closed ?? 0) > (row.counts.reopened ?? 0)))
  for (let left = 1 + Math.floor(next() * 3); left > 0; left--)
    for (const by of ['all', 'kind', 'street', 'channel', 'industry', 'office']) {
      const row = rowOf(by)
      if (row) row.counts.reopened = (row.counts.reopened ?? 0) + 1
    }
  return again
}

/** A sample with every run; 1,000 sets in the gate. */
const MONTHS = length(3, 250)
const YEARS = length(1, 40)

vi.setConfig({ testTimeout: isLong ? 3_600_000 : 240_000 })

describe('no count that is hidden can be computed from what is published', () => {
  test.each([4, 12, 40, 150])('in months with up to %i cases', async (about) => {
    const next = chance(about)
    for (let n = 0; n < MONTHS; n++) {
      const releases = await published([['2026-01', inventedMonth(next, about)]])
      await expectNothingRecovered(releases, `month ${n}`)
    }
  })

  test.each(isLong ? [3, 12, 60] : [3, 60])('over a year of months with up to %i cases', async (about) => {
    const next = chance(1000 + about)
    // In the 21st of the busy ones no way is found for one count, and nothing is told of closings.
    const only = isLong ? null : about === 60 ? 20 : 0
    for (let n = 0; n < Math.max(YEARS, (only ?? 0) + 1); n++) {
      const months = monthsOf('2026').map(() => inventedMonth(next, about))
      if (only !== null && n !== only) continue
      await expectNothingRecovered(await published(yearOf(months)), `year ${n}`)
    }
  })

  test('when month and year are revised after cases were taken up again', async () => {
    const next = chance(5)
    // The fifth gives a count away when no more is looked at than what stands beside a changed one.
    for (let n = 0; n < Math.max(5, YEARS); n++) {
      const months = monthsOf('2026').map(() => inventedMonth(next, 40))
      const again = months.map((one, at) => (at === 4 ? reopenedIn(one, next) : one))
      const [may, year] = [revised(months[4] as Counted, again[4] as Counted), revised(sumOf(months), sumOf(again))]
      if (!isLong && n < 4) continue
      const releases = await published([...yearOf(months), ['2026-05', may], ['2026', year]])
      const now = new Map([
        ['2026-05', again[4] as Counted],
        ['2026', sumOf(again)],
      ])
      await expectNothingRecovered(releases, `year ${n}`, now)
    }
  })
})

test('the weekly figures of the home page give no hidden count away; told exactly they would', async () => {
  const next = chance(77)
  const small = () => inventedMonth(next, 7)
  const months: [string, Counted][] = monthsOf('2026').map((id) => [id, small()])
  const releases = await published(months)
  const closedBy = (at: number) =>
    months
      .slice(0, at + 1)
      .reduce((sum, [, counted]) => sum + (counted.find((row) => row.by === 'all')?.counts.closed ?? 0), 0)
  const homes = (tell: (count: number) => number) =>
    months.map(([month], at) => ({ month, answeredAtLeast: tell(closedBy(at)) }))
  expect(
    await recovered(
      seen(releases),
      homes((count) => Number.parseInt(shown(count), 10) || 0),
    ),
  ).toEqual([])
  // Two months of 4, all of it answered: 8 in all is 4 and 4.
  const four = counter(STREETS)
  for (let n = 0; n < 4; n++) four.add(CLOSED)
  const counted = four.counted()
  const two = ['2026-01', '2026-02'].map((period) => ({ period, counted, hidden: smallCells(counted) }))
  const answered = async (least: number) => recovered(seen(two), [{ month: '2026-02', answeredAtLeast: least }])
  expect(await answered(8)).toContain('2026-01 all/all/closed 4')
  expect(await answered(Number.parseInt(shown(8), 10))).toEqual([])
})

test('hiding counts of 1 to 4 alone gives many of them away: the solver finds them', async () => {
  const counted = inventedMonth(chance(150), 150)
  const found = await recovered(seen([{ period: '2026-01', counted, hidden: smallCells(counted) }]))
  expect(found.length).toBeGreaterThan(5)
  const small = new Set([...smallCells(counted).keys()].map((name) => `2026-01 ${name}`))
  expect(found.filter((name) => small.has(name.split(' ').slice(0, 2).join(' ')))).toEqual(found)
})

test('months that are safe alone give a year away that is not hidden together with them', async () => {
  const next = chance(31)
  const months = monthsOf('2026').map((_, at) =>
    at < 3 ? inventedMonth(next, 12) : counter(STREETS, ['enforcement']).counted(),
  )
  const releases = await published(yearOf(months))
  const year = releases.pop() as Release
  const alone = { ...year, hidden: smallCells(year.counted) }
  expect((await recovered(seen([...releases, alone]))).length).toBeGreaterThan(0)
})

test('zero is shown, 1 to 4 are <5, and what is hidden besides is as large as can be shown', async () => {
  const counted = inventedMonth(chance(150), 150)
  const [release] = await published([['2026-01', counted]])
  const { rows, omitted } = figuresOf('2026-01', counted, release?.hidden ?? new Map())
  const kinds = { zero: 0, small: 0, shown: 0, withheld: 0 }
  for (const row of rows.filter(({ by }) => !isSparse(by)))
    for (const measure of MEASURES_BY[row.by]) {
      const count = counted.find((one) => one.by === row.by && one.of === row.of)?.counts[measure] ?? 0
      const shown = row.counts[measure]
      if (omitted.includes(`${row.by}/${measure}`)) expect(shown).toBeNull()
      else if (count === 0) kinds.zero += Number(shown === 0)
      else if (count < 5) kinds.small += Number(shown === '<5')
      else if (shown === null) kinds.withheld += 1
      else kinds.shown += Number(shown === count)
    }
  const all = counted
    .flatMap((row) => MEASURES_BY[row.by].map((measure) => [`${row.by}/${measure}`, row.counts[measure] ?? 0] as const))
    .filter(([column]) => !omitted.includes(column) && !isSparse(column.split('/')[0] as Dimension))
    .map(([, count]) => count)
  expect(kinds.zero).toBe(all.filter((count) => count === 0).length)
  expect(kinds.small).toBe(all.filter((count) => count > 0 && count < 5).length)
  expect(kinds.shown + kinds.withheld).toBe(all.filter((count) => count >= 5).length)
  expect(kinds.shown).toBeGreaterThan(kinds.withheld)
})
