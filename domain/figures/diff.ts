import type { Bureau } from '../bureau.ts'
import type { DiffLine } from '../disclosure/diff.ts'
import {
  DIMENSION_WORDS,
  MEASURE_WORDS,
  RATE_WORDS,
  rowWord,
  shownWord,
  TOLD_APART,
  WITHHELD,
} from '../words/zh/figures.ts'
import { type Dimension, isSparse, MEASURES_BY, type Measure } from './measure.ts'
import type { FigureRow, Figures } from './public.ts'

const RATES = Object.keys(RATE_WORDS) as (keyof typeof RATE_WORDS)[]

/** Every figure that differs, in the order of the newer version; a column that is told in one of them alone is one line, but that of the one row there is of the whole district. */
export function figuresDiff(from: Figures, to: Figures, bureau: Bureau): DiffLine[] {
  const columns = [...new Set([...from.omitted, ...to.omitted])].filter(
    (one) => !one.startsWith('all/') && isIn(from, one) !== isIn(to, one),
  )
  const told = columns.map((column): DiffLine => {
    const [by, measure] = column.split('/') as [Dimension, Measure]
    const said = (figures: Figures) => (isIn(figures, column) ? TOLD_APART : WITHHELD)
    const label = `按${DIMENSION_WORDS[by]}的${MEASURE_WORDS[measure]}`
    return { path: `omitted.${column}`, label, from: said(from), to: said(to) }
  })
  const rows = new Map([...to.rows, ...from.rows].map((row) => [`${row.by}/${row.of}`, row]))
  return [...[...rows.values()].flatMap((row) => rowDiff(row, from, to, bureau)), ...told]
}

function rowDiff({ by, of }: FigureRow, from: Figures, to: Figures, bureau: Bureau): DiffLine[] {
  const [before, after] = [from, to].map(({ rows }) => rows.find((row) => row.by === by && row.of === of))
  const both = MEASURES_BY[by].filter((one) => by === 'all' || (isIn(from, `${by}/${one}`) && isIn(to, `${by}/${one}`)))
  const count = (row: FigureRow | undefined, measure: Measure) =>
    shownWord(row ? row.counts[measure] : isSparse(by) ? 0 : null)
  const rate = (row: FigureRow | undefined, name: keyof typeof RATE_WORDS) => String(row?.[name] ?? WITHHELD)
  const lines = [
    ...both.map((one) => [one, MEASURE_WORDS[one], count(before, one), count(after, one)] as const),
    ...RATES.map((one) => [one, RATE_WORDS[one].label, rate(before, one), rate(after, one)] as const),
  ]
  return lines
    .filter(([, , was, is]) => was !== is)
    .map(([name, word, was, is]) => ({
      path: `rows.${by}/${of}.${name}`,
      label: `${rowWord(by, of, bureau)}：${word}`,
      from: was,
      to: is,
    }))
}

function isIn({ omitted }: Figures, column: string): boolean {
  return !omitted.includes(column)
}
