import type { RejectionGround } from '../case/rejection.ts'
import type { Channel, TipKind } from '../tip/kinds.ts'
import type { Closing } from './closing.ts'
import { industryRow } from './industry.ts'
import {
  CROSSED,
  CROSSED_DIMENSIONS,
  crossedRow,
  DIMENSIONS,
  type Dimension,
  FIXED_ROWS,
  isCrossed,
  MEASURES_BY,
  type Measure,
  NO_STREET,
} from './measure.ts'

/** One thing that happened to a case and counts: what, and where the case belongs. */
export type Fact = {
  measure: Exclude<Measure, 'on_time' | 'late' | 'reopened'>
  kinds: readonly TipKind[]
  street: string | null
  channel: Channel
  /** As it was told; null where nothing was. */
  industry: string | null
  ground?: RejectionGround | undefined
  closing?: Closing | undefined
}

/** What was counted of one row; `days` says how often it took how many days from acceptance to closing. */
export type CountedRow = {
  by: Dimension
  of: string
  counts: Partial<Record<Measure, number>>
  days: Record<string, number>
}

/** The exact figures of a period, for nobody's eyes: what of them is public `suppress.ts` says. */
export type Counted = CountedRow[]

/**
 * Counts facts one after the other. `streets`: codes of the streets that have a row, whether or not anything happened there;
 * their offices and `departments` have one each for what they closed.
 */
export function counter(
  streets: readonly string[],
  departments: readonly string[] = [],
): { add(fact: Fact): void; counted(): Counted } {
  const rows = new Map<string, CountedRow>()
  const rowOf = (by: Dimension, of: string) => {
    const key = `${by} ${of}`
    const row = rows.get(key) ?? emptyRow(by, of)
    rows.set(key, row)
    return row
  }
  for (const by of DIMENSIONS) for (const of of FIXED_ROWS[by] ?? []) rowOf(by, of)
  for (const street of [...streets, NO_STREET]) rowOf('street', street)
  for (const office of [...streets, ...departments, NO_STREET]) rowOf('office', office)
  for (const by of CROSSED_DIMENSIONS) {
    const [one, other] = CROSSED[by]
    for (const a of one === 'street' ? [...streets, NO_STREET] : (FIXED_ROWS[one] ?? []))
      for (const b of FIXED_ROWS[other] ?? []) rowOf(by, crossedRow(a, b))
  }
  return {
    add(fact) {
      const { measure, closing } = fact
      const measures: Measure[] = [measure]
      if (closing) measures.push(closing.late ? 'late' : 'on_time')
      if (closing?.reopened) measures.push('reopened')
      const street = fact.street !== null && streets.includes(fact.street) ? fact.street : NO_STREET
      const outcome = closing && (closing.outcome ?? NO_STREET)
      const remedied = closing && (closing.remedied ?? NO_STREET)
      const crossedWith = (one: string, other: string | undefined) => other && crossedRow(one, other)
      const places: [Dimension, string | null | undefined][] = [
        ['all', 'all'],
        ...fact.kinds.map((kind): [Dimension, string] => ['kind', kind]),
        ['street', street],
        ['channel', fact.channel],
        ['industry', industryRow(fact.industry)],
        ['ground', fact.ground],
        ['office', closing && (closing.office ?? NO_STREET)],
        ['outcome', outcome],
        ['remedied', remedied],
        ['street_ground', crossedWith(street, fact.ground)],
        ['street_outcome', crossedWith(street, outcome)],
        ['street_remedied', crossedWith(street, remedied)],
        ...fact.kinds.flatMap((kind): [Dimension, string | undefined][] => [
          ['kind_outcome', crossedWith(kind, outcome)],
          ['kind_remedied', crossedWith(kind, remedied)],
        ]),
      ]
      for (const [by, of] of places) {
        const told = of ? measures.filter((one) => MEASURES_BY[by].includes(one)) : []
        if (!of || told.length === 0) continue
        const row = rowOf(by, of)
        for (const one of told) row.counts[one] = (row.counts[one] ?? 0) + 1
        if (closing && !isCrossed(by)) row.days[closing.days] = (row.days[closing.days] ?? 0) + 1
      }
    },
    counted: () => inOrder([...rows.values()]),
  }
}

/** The months of a year together: every figure of it is their sum. What one month did not tell apart the year does not. */
export function sumOf(months: readonly Counted[]): Counted {
  const rows = new Map<string, CountedRow>()
  const isTold = toldIn(months)
  for (const { by, of, counts, days } of months.flat().filter((row) => isTold(row.by))) {
    const key = `${by} ${of}`
    const row = rows.get(key) ?? emptyRow(by, of)
    rows.set(key, row)
    for (const measure of MEASURES_BY[by]) row.counts[measure] = (row.counts[measure] ?? 0) + (counts[measure] ?? 0)
    for (const [took, times] of Object.entries(days)) row.days[took] = (row.days[took] ?? 0) + times
  }
  return inOrder([...rows.values()])
}

/**
 * What a later version of a period tells: measures that changed since `before` are told of the whole district alone. Told
 * by street or kind, the difference of two versions would show where the one case belongs. What the first did not tell
 * apart the later ones do not.
 */
export function revised(before: Counted, all: Counted): Counted {
  const isTold = toldIn([before])
  const countsBefore = new Map(before.map(({ by, of, counts }) => [`${by} ${of}`, counts]))
  const isEmpty = ({ by, of, counts }: CountedRow) =>
    !countsBefore.has(`${by} ${of}`) && Object.values(counts).every((count) => count === 0)
  const now = all.filter((row) => isTold(row.by) && !isEmpty(row))
  const changed = new Set<Measure>()
  for (const { by, of, counts } of now)
    for (const measure of MEASURES_BY[by])
      if (by !== 'all' && countsBefore.get(`${by} ${of}`)?.[measure] !== (counts[measure] ?? 0)) changed.add(measure)
  return now.map((row) => {
    if (row.by === 'all') return row
    const kept = Object.entries(row.counts).filter(([measure]) => !changed.has(measure as Measure))
    return { ...row, counts: Object.fromEntries(kept), days: changed.has('closed') ? {} : row.days }
  })
}

/**
 * The middle of the days it took, and what nine in ten took at most (nearest rank); null of nothing. Whole days, the
 * middle of an even number may be a half.
 */
export function daysTaken(days: CountedRow['days']): { median: number; p90: number } | null {
  const sorted = Object.entries(days)
    .map(([took, times]) => [Number(took), times] as const)
    .sort(([one], [other]) => one - other)
  const total = sorted.reduce((sum, [, times]) => sum + times, 0)
  if (total === 0) return null
  const at = (rank: number): number => {
    let left = rank
    for (const [took, times] of sorted) {
      left -= times
      if (left <= 0) return took
    }
    return sorted.at(-1)?.[0] ?? 0
  }
  const median = (at(Math.floor((total + 1) / 2)) + at(Math.floor(total / 2) + 1)) / 2
  return { median, p90: at(Math.ceil(total * 0.9)) }
}

/** What every month tells apart, empty ones aside. Months there are from before offices without closings had a row. */
function toldIn(months: readonly Counted[]): (by: Dimension) => boolean {
  const each = months.filter((rows) => rows.length > 0).map((rows) => new Set(rows.map((row) => row.by)))
  return (by) => by === 'office' || each.every((told) => told.has(by))
}

function emptyRow(by: Dimension, of: string): CountedRow {
  return { by, of, counts: Object.fromEntries(MEASURES_BY[by].map((one) => [one, 0])), days: {} }
}

/** As the pages show them: by dimension, fixed rows as they are listed, the others by their code. */
function inOrder(rows: CountedRow[]): Counted {
  const within = (by: Dimension, of: string): string => {
    const at = FIXED_ROWS[by]?.indexOf(of) ?? -1
    const last = at < 0 && of === NO_STREET ? 1 : 0
    return `${last} ${String(at < 0 ? 99 : at).padStart(2, '0')} ${of}`
  }
  const place = ({ by, of }: CountedRow) => {
    const parts: readonly Dimension[] = isCrossed(by) ? CROSSED[by] : [by]
    const names = isCrossed(by) ? of.split(':') : [of]
    const inside = parts.map((part, at) => within(part, names[at] ?? ''))
    return [String(DIMENSIONS.indexOf(by)).padStart(2, '0'), ...inside].join(' ')
  }
  const placed = rows.map((row) => ({ row, at: place(row) }))
  return placed.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ row }) => row)
}
