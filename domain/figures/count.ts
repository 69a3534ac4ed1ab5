import type { RejectionGround } from '../case/rejection.ts'
import type { Channel, TipKind } from '../tip/kinds.ts'
import type { Closing } from './closing.ts'
import { industryRow } from './industry.ts'
import { DIMENSIONS, type Dimension, FIXED_ROWS, MEASURES_BY, type Measure, NO_STREET } from './measure.ts'

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

/** Counts facts one after the other. `streets`: codes of the streets that have a row, whether or not anything happened there. */
export function counter(streets: readonly string[]): { add(fact: Fact): void; counted(): Counted } {
  const rows = new Map<string, CountedRow>()
  const rowOf = (by: Dimension, of: string) => {
    const key = `${by} ${of}`
    const row = rows.get(key) ?? emptyRow(by, of)
    rows.set(key, row)
    return row
  }
  for (const by of DIMENSIONS) for (const of of FIXED_ROWS[by] ?? []) rowOf(by, of)
  for (const street of [...streets, NO_STREET]) rowOf('street', street)
  return {
    add(fact) {
      const { measure, closing } = fact
      const measures: Measure[] = [measure]
      if (closing) measures.push(closing.late ? 'late' : 'on_time')
      if (closing?.reopened) measures.push('reopened')
      const places: [Dimension, string | null | undefined][] = [
        ['all', 'all'],
        ...fact.kinds.map((kind): [Dimension, string] => ['kind', kind]),
        ['street', fact.street !== null && streets.includes(fact.street) ? fact.street : NO_STREET],
        ['channel', fact.channel],
        ['industry', industryRow(fact.industry)],
        ['ground', fact.ground],
        ['office', closing && (closing.office ?? NO_STREET)],
        ['outcome', closing && (closing.outcome ?? NO_STREET)],
      ]
      for (const [by, of] of places) {
        const told = of ? measures.filter((one) => MEASURES_BY[by].includes(one)) : []
        if (!of || told.length === 0) continue
        const row = rowOf(by, of)
        for (const one of told) row.counts[one] = (row.counts[one] ?? 0) + 1
        if (closing) row.days[closing.days] = (row.days[closing.days] ?? 0) + 1
      }
    },
    counted: () => inOrder([...rows.values()]),
  }
}

/** The months of a year together: every figure of it is their sum. */
export function sumOf(months: readonly Counted[]): Counted {
  const rows = new Map<string, CountedRow>()
  for (const { by, of, counts, days } of months.flat()) {
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
 * by street or kind, the difference of two versions would show where the one case belongs.
 */
export function revised(before: Counted, now: Counted): Counted {
  const countsBefore = new Map(before.map(({ by, of, counts }) => [`${by} ${of}`, counts]))
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

function emptyRow(by: Dimension, of: string): CountedRow {
  return { by, of, counts: Object.fromEntries(MEASURES_BY[by].map((one) => [one, 0])), days: {} }
}

/** As the pages show them: by dimension, fixed rows as they are listed, the others by their code. */
function inOrder(rows: CountedRow[]): Counted {
  const place = ({ by, of }: CountedRow) => {
    const at = FIXED_ROWS[by]?.indexOf(of) ?? -1
    const last = at < 0 && of === NO_STREET ? 1 : 0
    return `${DIMENSIONS.indexOf(by)} ${last} ${String(at < 0 ? 99 : at).padStart(2, '0')} ${of}`
  }
  return rows.sort((a, b) => (place(a) < place(b) ? -1 : 1))
}
