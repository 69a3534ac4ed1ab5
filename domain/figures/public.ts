import { type Counted, daysTaken } from './count.ts'
import { type Dimension, isCrossed, isSparse, MEASURES_BY, type Measure } from './measure.ts'
import { periodOf } from './period.ts'
import { type CellName, cellName, type Hiding, SMALLEST_SHOWN } from './release.ts'

/** A count as everybody may see it: the number, `<5` for 1 to 4, or null where it would give such a one away. */
export type Shown = number | '<5' | null

/**
 * One row as it is published. Rates in per cent with one decimal, days from acceptance to closing; null where nothing was
 * closed, or where what they are computed from is not shown.
 */
export type FigureRow = {
  by: Dimension
  /**
   * Code of a kind, street, channel, industry, organisation, ground, outcome or of what is remedied; `all`, or `none` where
   * nothing was told. Two of them with a colon where it is told apart by two things. Of these and of organisations, what is
   * not there is zero, unless the column is omitted.
   */
  of: string
  counts: Partial<Record<Measure, Shown>>
  onTimeRate: number | null
  reopeningRate: number | null
  medianDays: number | null
  p90Days: number | null
}

/** The figures of a month (`2026-10`) or a year (`2026`) as they are published and kept. */
export type Figures = {
  period: string
  from: string
  to: string
  /** Columns, as `street/urged`, of which nothing can be shown without giving small counts away: not even what is zero. */
  omitted: string[]
  rows: FigureRow[]
}

/** What of counted figures is public: small counts are `<5`, and nothing is computed from what is hidden. */
export function figuresOf(period: string, counted: Counted, hidden: ReadonlyMap<CellName, Hiding>): Figures {
  const omitted = omittedColumns(counted, hidden)
  const isListed = ({ by, counts }: Counted[number]) =>
    !isSparse(by) || MEASURES_BY[by].some((measure) => counts[measure] && !omitted.includes(`${by}/${measure}`))
  const rows = counted.filter(isListed).map(({ by, of, counts, days }): FigureRow => {
    const shown = Object.fromEntries(
      MEASURES_BY[by].map((measure) => [measure, shownAs(counts[measure], hidden.get(cellName(by, of, measure)))]),
    )
    const taken = isBase(shown.closed) && !isCrossed(by) ? daysTaken(days) : null
    return {
      by,
      of,
      counts: shown,
      onTimeRate: rateOf(shown.on_time, shown.closed),
      reopeningRate: rateOf(shown.reopened, shown.closed),
      medianDays: taken?.median ?? null,
      p90Days: taken?.p90 ?? null,
    }
  })
  const { from, to } = periodOf(period)
  return { period, from, to, omitted, rows }
}

function omittedColumns(counted: Counted, hidden: ReadonlyMap<CellName, Hiding>): string[] {
  const columns = counted.flatMap(({ by, of, counts }) =>
    MEASURES_BY[by]
      .filter((one) => counts[one] === undefined || hidden.get(cellName(by, of, one)) === 'omitted')
      .map((one) => `${by}/${one}`),
  )
  return [...new Set(columns)].sort()
}

function shownAs(count: number | undefined, hiding: Hiding | undefined): Shown {
  if (count === undefined) return null
  if (hiding === undefined) return count
  return hiding === 'small' ? '<5' : null
}

/** A share in per cent with one decimal; null where either is not shown or there is nothing to share. */
function rateOf(part: Shown | undefined, whole: Shown | undefined): number | null {
  return typeof part === 'number' && isBase(whole) ? Math.round((part / whole) * 1000) / 10 : null
}

function isBase(count: Shown | undefined): count is number {
  return typeof count === 'number' && count >= SMALLEST_SHOWN
}
