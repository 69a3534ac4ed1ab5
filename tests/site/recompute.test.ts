import { describe, expect, test } from 'vitest'
import { counter, type Fact, sumOf } from '#domain/figures/count.ts'
import { type Figures, figuresOf } from '#domain/figures/public.ts'
import { recordCsv, titleOf } from '#domain/figures/record.ts'
import type { FiguresPage } from '#domain/page.ts'
import { recompute as run } from '#site/components/figures/recompute.mjs'

type Read = (path: string, mayBeMissing?: boolean) => Promise<string | null>
const recompute = run as (base: string, read: Read) => Promise<{ lines: string[]; problems: string[] }>

const DAYS = [12, 20, 20, 31, 47, 60]
const month = (() => {
  const count = counter(['410102011'])
  const about = { kinds: ['water'], street: '410102011', channel: 'web', industry: null } satisfies Partial<Fact>
  for (const days of DAYS) {
    const closing = {
      on: '',
      outcome: 'substantiated',
      remedied: 'yes',
      office: '410102011',
      days,
      late: false,
      reopened: false,
    } as const
    for (const measure of ['received', 'accepted'] as const) count.add({ ...about, measure })
    count.add({ ...about, measure: 'closed', closing })
  }
  return count.counted()
})()

/** A site of one year with one month in it, as programs read it; `files` stand in for some of it. */
function site(files: Record<string, string> = {}): Read {
  const of = (period: string, counted: typeof month): [string, Figures] => [
    period,
    figuresOf(period, counted, new Map()),
  ]
  const periods = [of('2026-09', month), of('2026', sumOf([month]))]
  const there: Record<string, string> = {
    '/figures/p/1.json': JSON.stringify({
      items: periods.map(([id]) => ({ url: `https://x/figures/${id}/` })),
      next: null,
    }),
  }
  for (const [id, data] of periods) {
    const record = { kind: 'figures', id, version: 1, title: titleOf(id), data } as unknown as FiguresPage['record']
    there[`/figures/${id}.json`] = JSON.stringify(record)
    there[`/figures/${id}.csv`] = recordCsv({ record, versions: [], newest: 1 })
  }
  Object.assign(there, files)
  return async (path) => there[path] ?? null
}

/** The table of handled cases: a closed case a line. */
const cases = (days: readonly number[], week = '2026-W37') =>
  `\uFEFFnumber,week,street,kinds,outcome,remedied,days\r\n${days
    .map((one, n) => `H${n},${week},410102011,water,substantiated,yes,${one}\r\n`)
    .join('')}`

describe('figures computed again from open data', () => {
  test('are as published, without a table of cases too', async () => {
    const { lines, problems } = await recompute('', site())
    expect(problems).toEqual([])
    expect(lines.at(-1)).toContain('no table of handled cases')
  })

  test('days come from the table of cases where every case of the period is in it', async () => {
    const { lines, problems } = await recompute('', site({ '/cases.csv': cases(DAYS) }))
    expect(problems).toEqual([])
    expect(lines.at(-1)).toContain('days recomputed for 2 periods')
  })

  test.each<[string, string, string[]]>([
    [
      'other days',
      cases([12, 20, 24, 33, 47, 61]),
      ['2026-09 all/all medianDays from the cases: computed 28.5, published 25.5'],
    ],
    [
      'more cases than were closed',
      cases([...DAYS, 9]),
      ['2026-09 all/all closed: published 6, but the table of cases has 7'],
    ],
    ['weeks that lie in two months tell nothing', cases([...DAYS, 9], '2026-W40'), []],
    ['a list without weeks tells nothing', 'number,title\r\nH1,x\r\n', []],
  ])('%s', async (_, table, named) => {
    const { problems } = await recompute('', site({ '/cases.csv': table }))
    const ofMonth = problems.filter((one) => one.startsWith('2026-09'))
    for (const one of named) expect(ofMonth).toContain(one)
    if (named.length === 0) expect(ofMonth).toEqual([])
  })

  test('rows told apart by two things that do not add up to the row of one are named', async () => {
    const read = site()
    const raised: Read = async (path) =>
      (await read(path))
        ?.replace(
          '2026-09,street_outcome,410102011:substantiated,,,,,6',
          '2026-09,street_outcome,410102011:substantiated,,,,,7',
        )
        .replace(
          '"of":"410102011:substantiated","counts":{"closed":6}',
          '"of":"410102011:substantiated","counts":{"closed":7}',
        ) ?? null
    const { problems } = await recompute('', raised)
    expect(problems).toContain('2026-09 street/410102011 closed by street and outcome: computed 7, published 6')
    expect(problems).toContain('2026-09 outcome/substantiated closed by street and outcome: computed 7, published 6')
  })

  test('a share that is not the one of its counts is named, with its cell', async () => {
    const read = site()
    const raised: Read = async (path) => (await read(path))?.replace('"onTimeRate":100', '"onTimeRate":99.9') ?? null
    expect((await recompute('', raised)).problems[0]).toBe('2026-09 all/all onTimeRate: computed 100, published 99.9')
  })
})
