import * as z from 'zod/mini'
import { SoilRow } from '#domain/disclosure/schema.ts'
import { problemsOf } from '#domain/problems.ts'
import type { SaidProblem } from '../../client.ts'
import { type FormSection, named } from './fields.ts'
import { inputOf } from './input.ts'

/** One result by hand, in the order of the row file. */
export const ROW_FORM: readonly FormSection[] = [
  {
    title: '测了什么',
    fields: [
      { ...named('pollutant', 'rows'), kind: 'pollutant', hint: '样品的 pH 单独写一行，污染物写 pH。' },
      { ...named('cas', 'rows'), kind: 'line', optional: true },
      { ...named('value', 'rows'), kind: 'line', hint: '照报告写：12.3、<0.01、0.01L、未检出' },
      { ...named('unit', 'rows'), kind: 'line', hint: '一般是 mg/kg' },
      { ...named('detectionLimit', 'rows'), kind: 'line', optional: true },
    ],
  },
  {
    title: '在哪里、什么时候采的',
    fields: [
      { ...named('point', 'rows'), kind: 'line' },
      { ...named('sampledOn', 'rows'), kind: 'day' },
      { ...named('depthTop', 'rows'), kind: 'number', unit: '米' },
      { ...named('depthBottom', 'rows'), kind: 'number', unit: '米' },
      { ...named('lng', 'rows'), kind: 'number', unit: '度', optional: true },
      { ...named('lat', 'rows'), kind: 'number', unit: '度', optional: true },
    ],
  },
  {
    title: '谁测的、怎么测的',
    fields: [
      { ...named('institution', 'rows'), kind: 'line' },
      { ...named('method', 'rows'), kind: 'line', optional: true },
    ],
  },
]

/** A row as typed, read; or everything wrong with it by field. */
export function readRow(typed: Record<string, unknown>): { row: SoilRow } | { problems: SaidProblem[] } {
  const { item: _, ...input } = inputOf(ROW_FORM, typed)
  const read = z.safeParse(SoilRow, input)
  return read.success ? { row: read.data } : { problems: problemsOf(read.error, input) }
}
