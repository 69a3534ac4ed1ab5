import { describe, expect, test } from 'vitest'
import { type CaseEvent, closingsIn } from '#domain/figures/closing.ts'
import { counter, daysTaken, type Fact, revised, sumOf } from '#domain/figures/count.ts'
import { industryRow } from '#domain/figures/industry.ts'
import { CROSSED, type Dimension, type Measure } from '#domain/figures/measure.ts'
import { figuresOf } from '#domain/figures/public.ts'

const event = (type: CaseEvent['type'], on: string, data: Record<string, unknown> = {}): CaseEvent => ({
  type,
  at: `${on}T10:00:00+08:00`,
  data,
})
/** Accepted, given to somebody, closed. */
const path = (accepted: string, closed: string, between: CaseEvent[] = []): CaseEvent[] => [
  event('case.accepted', accepted),
  event('case.assigned', accepted, { to: '410102012' }),
  ...between,
  event('case.closure-proposed', closed, { outcome: 'substantiated', remedied: 'yes' }),
  event('case.closed', closed),
]

describe('a closing is in time', () => {
  test.each<[string, CaseEvent[], string | null, { days: number; late: boolean }]>([
    ['on the sixtieth day', path('2026-03-02', '2026-05-01'), null, { days: 60, late: false }],
    ['on the working day a holiday rolls to', path('2026-03-02', '2026-05-06'), null, { days: 65, late: false }],
    ['and late the day after', path('2026-03-02', '2026-05-07'), null, { days: 66, late: true }],
    [
      'within what it was extended by',
      path('2026-03-02', '2026-05-25', [event('case.extended', '2026-04-20', { days: 30, total: 30 })]),
      null,
      { days: 84, late: false },
    ],
    ['only by the day a superior set', path('2026-03-02', '2026-03-20'), '2026-03-19', { days: 18, late: true }],
    [
      'by the day of a supervision, which replaces an earlier one',
      path('2026-03-02', '2026-03-20', [event('case.supervised', '2026-03-10', { by: '2026-03-31' })]),
      '2026-03-19',
      { days: 18, late: false },
    ],
  ])('%s', (_, history, superiorBy, expected) => {
    expect(closingsIn(history, superiorBy)).toEqual([
      {
        on: history.at(-1)?.at.slice(0, 10),
        outcome: 'substantiated',
        remedied: 'yes',
        office: '410102012',
        reopened: false,
        ...expected,
      },
    ])
  })

  test('each time anew: a case that was taken up again is counted from that day, by whoever had it then', () => {
    const history = [
      ...path('2026-01-05', '2026-02-05'),
      event('case.reopened', '2026-05-06', { reason: '' }),
      event('case.forwarded', '2026-05-07', { department: 'enforcement' }),
      event('case.closure-proposed', '2026-05-20', { outcome: 'unsubstantiated', remedied: 'not_applicable' }),
      event('case.closed', '2026-05-20'),
    ]
    expect(closingsIn(history, null)).toEqual([
      {
        on: '2026-02-05',
        outcome: 'substantiated',
        remedied: 'yes',
        office: '410102012',
        days: 31,
        late: false,
        reopened: true,
      },
      {
        on: '2026-05-20',
        outcome: 'unsubstantiated',
        remedied: 'not_applicable',
        office: 'enforcement',
        days: 14,
        late: false,
        reopened: false,
      },
    ])
  })

  test('a proposal that was handed back is not what it was closed with', () => {
    const history = path('2026-01-05', '2026-02-05', [
      event('case.closure-proposed', '2026-01-20', { outcome: 'unverifiable' }),
    ])
    expect(closingsIn(history, null)[0]?.outcome).toBe('substantiated')
  })
})

const about = { kinds: ['air', 'water'], street: '410102012', channel: 'web', industry: '某电镀厂' } as const
const closing = {
  on: '',
  outcome: 'substantiated',
  remedied: 'yes',
  office: 'enforcement',
  days: 28,
  late: false,
  reopened: false,
} as const
const counted = (...facts: Fact[]) => {
  const count = counter(['410102011', '410102012'])
  for (const fact of facts) count.add(fact)
  return count.counted()
}
const found = (rows: ReturnType<typeof counted>, by: Dimension, of: string, measure: Measure) =>
  rows.find((row) => row.by === by && row.of === of)?.counts[measure]

test('a case counts once in every dimension, under each of its kinds, and where nothing is known under none', () => {
  const rows = counted(
    { ...about, measure: 'received' },
    { ...about, measure: 'received', street: '411', industry: null },
  )
  expect(found(rows, 'all', 'all', 'received')).toBe(2)
  expect(['air', 'water', 'noise'].map((kind) => found(rows, 'kind', kind, 'received'))).toEqual([2, 2, 0])
  expect(['410102011', '410102012', 'none'].map((one) => found(rows, 'street', one, 'received'))).toEqual([0, 1, 1])
  expect(['electroplating', 'none'].map((one) => found(rows, 'industry', one, 'received'))).toEqual([1, 1])
  expect(found(rows, 'channel', 'web', 'received')).toBe(2)
})

test('a refusal tells its ground, a closing its outcome, who had it, whether in time, and its days', () => {
  const late = { ...closing, late: true, reopened: true, days: 80 }
  const rows = counted(
    { ...about, measure: 'refused', ground: 'not-remit' },
    { ...about, measure: 'closed', closing },
    { ...about, measure: 'closed', closing: late },
  )
  expect(found(rows, 'ground', 'not-remit', 'refused')).toBe(1)
  expect(found(rows, 'outcome', 'substantiated', 'closed')).toBe(2)
  for (const [by, of] of [
    ['all', 'all'],
    ['office', 'enforcement'],
    ['street', '410102012'],
  ] as const) {
    const measures = (['closed', 'on_time', 'late', 'reopened'] as const).map((one) => found(rows, by, of, one))
    expect(measures, by).toEqual([2, 1, 1, 1])
    expect(rows.find((row) => row.by === by && row.of === of)?.days).toEqual({ 28: 1, 80: 1 })
  }
})

test('a refusal is told by street and ground together, a closing by street or kind with what was found and remedied', () => {
  const rows = counted(
    { ...about, measure: 'refused', ground: 'not-remit' },
    { ...about, measure: 'refused', ground: 'not-remit', street: null },
    { ...about, measure: 'closed', closing: { ...closing, remedied: 'by_promise' } },
  )
  expect(found(rows, 'street_ground', '410102012:not-remit', 'refused')).toBe(1)
  expect(found(rows, 'street_ground', 'none:not-remit', 'refused')).toBe(1)
  expect(found(rows, 'remedied', 'by_promise', 'closed')).toBe(1)
  expect(found(rows, 'street_outcome', '410102012:substantiated', 'closed')).toBe(1)
  expect(found(rows, 'street_remedied', '410102012:by_promise', 'closed')).toBe(1)
  for (const kind of about.kinds) {
    expect(found(rows, 'kind_outcome', `${kind}:substantiated`, 'closed')).toBe(1)
    expect(found(rows, 'kind_remedied', `${kind}:by_promise`, 'closed')).toBe(1)
  }
  const { rows: published } = figuresOf('2026-10', rows, new Map())
  // What is not there is zero.
  expect(published.filter((row) => row.by === 'street_outcome').map((row) => row.of)).toEqual([
    '410102012:substantiated',
  ])
})

test('what a period did not tell apart when it was first published, no later version and no year does', () => {
  const now = counted({ ...about, measure: 'closed', closing })
  const before = now.filter(
    ({ by, counts }) => by !== 'remedied' && !(by in CROSSED) && (by !== 'office' || counts.closed),
  )
  expect(revised(before, now)).toEqual(before)
  const year = sumOf([before, now])
  expect(new Set(year.map((row) => row.by))).toEqual(new Set(before.map((row) => row.by)))
  expect(found(year, 'office', 'enforcement', 'closed')).toBe(2)
})

test('a year is the sum of its months, days and all', () => {
  const one = counted({ ...about, measure: 'closed', closing })
  const other = counted({ ...about, measure: 'closed', closing: { ...closing, office: '410102012' } })
  const year = sumOf([one, other])
  expect(found(year, 'all', 'all', 'closed')).toBe(2)
  expect(['enforcement', '410102012'].map((of) => found(year, 'office', of, 'closed'))).toEqual([1, 1])
  expect(year.find((row) => row.by === 'all')?.days).toEqual({ 28: 2 })
})

test.each<[Record<string, number>, { median: number; p90: number } | null]>([
  [{}, null],
  [{ 7: 1 }, { median: 7, p90: 7 }],
  [
    { 3: 1, 8: 1 },
    { median: 5.5, p90: 8 },
  ],
  [
    { 100: 1, 9: 1, 20: 1 },
    { median: 20, p90: 100 },
  ],
  [
    { 1: 5, 2: 4, 30: 1 },
    { median: 1.5, p90: 2 },
  ],
])('of the days %o the middle and nine in ten are %o', (days, expected) => {
  expect(daysTaken(days)).toEqual(expected)
})

test('nothing is computed from fewer than five, or from what is hidden', () => {
  const closings = (count: number, last: Partial<typeof closing> = {}) =>
    counted(
      ...Array.from(
        { length: count },
        (_, at): Fact => ({
          ...about,
          measure: 'closed',
          closing: { ...closing, days: at, ...(at === 0 ? last : {}) },
        }),
      ),
    )
  const whole = (rows: ReturnType<typeof counted>, hidden = new Map()) =>
    figuresOf('2026-10', rows, hidden).rows.find((row) => row.by === 'all')
  expect(whole(closings(5))).toMatchObject({ onTimeRate: 100, reopeningRate: 0, medianDays: 2, p90Days: 4 })
  expect(whole(closings(4))).toMatchObject({ onTimeRate: null, reopeningRate: null, medianDays: null, p90Days: null })
  const hidden = new Map([['all/all/closed', 'withheld'] as const])
  expect(whole(closings(7), hidden)).toMatchObject({ onTimeRate: null, medianDays: null, p90Days: null })
})

test('a later version tells what changed of the whole district alone, and leaves the rest as it was', () => {
  const first = counted({ ...about, measure: 'closed', closing })
  const now = counted({ ...about, measure: 'closed', closing: { ...closing, reopened: true } })
  const later = revised(first, now)
  expect(found(later, 'all', 'all', 'reopened')).toBe(1)
  expect(found(later, 'street', '410102012', 'reopened')).toBeUndefined()
  expect(found(later, 'street', '410102012', 'closed')).toBe(1)
  expect(figuresOf('2026-10', later, new Map()).omitted).toContain('street/reopened')
})

test('what people wrote themselves is never a row', () => {
  expect(industryRow('张三家的电镀作坊')).toBe('electroplating')
  expect(industryRow('张三家')).toBe('other')
  expect(industryRow('electroplating')).toBe('electroplating')
  expect(industryRow('  ')).toBe('none')
})
