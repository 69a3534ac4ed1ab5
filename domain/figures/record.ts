import type { Cell } from '../csv.ts'
import type { FiguresPage, PageFrame } from '../page.ts'
import { openRecord } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import {
  MEASURE_WORDS,
  periodWord,
  RATE_WORDS,
  REVISION_BASIS,
  REVISION_OF_TABLES,
  revisionWord,
  shownWord,
} from '../words/zh/figures.ts'
import { MEASURES, MEASURES_BY } from './measure.ts'
import type { FigureRow, Figures } from './public.ts'

/** What the figures of a period are called. A year's are the report 令15 art. 6 (5) asks for. */
export function titleOf(period: string): string {
  return period.length === 4
    ? `${periodWord(period)}生态环境投诉举报工作年度报告`
    : `${periodWord(period)}生态环境投诉举报办理统计`
}

/** What a later version says of the one before it. */
export function revisionOf(before: Figures, now: Figures): { changed: string; basis: string } {
  const [one, other] = [before, now].map(({ rows }) => rows.find((row) => row.by === 'all')?.counts)
  const changed = MEASURES.filter((measure) => one?.[measure] !== other?.[measure]).map((measure) =>
    revisionWord(measure, one?.[measure], other?.[measure]),
  )
  return { changed: changed.join('；') || REVISION_OF_TABLES, basis: REVISION_BASIS }
}

const RATES = ['onTimeRate', 'reopeningRate', 'medianDays', 'p90Days'] as const satisfies readonly (keyof FigureRow)[]

/** Figures as a table: a line for each row, a column for each figure; codes and Chinese headings. */
export const FIGURES_TABLE: Table<'figures'> = {
  header: [
    '期间',
    '分类',
    '代码',
    ...MEASURES.map((measure) => MEASURE_WORDS[measure]),
    ...RATES.map((rate) => RATE_WORDS[rate].label),
    '版本',
  ],
  lines: (data, { version }) => data.rows.map((row) => lineOf(data, row, version)),
}

function lineOf({ period }: Figures, row: FigureRow, version: number): Cell[] {
  const counts = MEASURES.map((measure): Cell => {
    if (!MEASURES_BY[row.by].includes(measure)) return null
    const shown = row.counts[measure]
    return typeof shown === 'number' ? shown : shownWord(shown)
  })
  return [period, row.by, row.of, ...counts, ...RATES.map((rate) => row[rate]), version]
}

/** `/figures/<period>.json` */
export function recordJson(page: FiguresPage, frame: PageFrame): object {
  return openRecord(page, frame)
}

/** `/figures/<period>.csv` */
export function recordCsv(page: FiguresPage): string {
  return tableCsv(FIGURES_TABLE, [page.record])
}
