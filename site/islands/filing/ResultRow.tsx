import type { ReactNode } from 'react'
import type { LandClass } from '#domain/disclosure/schema.ts'
import { comparisonWords } from '#domain/words/zh/standard.ts'
import { changeWords, limitWords, type ResultLine } from './results.ts'

type Props = { line: ResultLine; landClass: LandClass | null; act?: ((at: number) => ReactNode) | undefined }

/** One result: what it is, what was measured, its limit, how they compare, and what it was before. */
export function ResultRow({ line: { at, row, comparison, before, change, notes }, landClass, act }: Props) {
  const { screening, intervention } = comparison ?? {}
  return (
    <tr data-state={comparison?.state} data-path={`rows.${at}`} tabIndex={-1}>
      <th scope="row">
        {row.pollutant}
        {row.cas && <span className="cas">{row.cas}</span>}
      </th>
      <td data-label="点位">
        {row.point}
        <span className="sub">
          {row.depthTop}–{row.depthBottom} m，{row.sampledOn}
        </span>
      </td>
      <td data-label="测定值">
        <b>{row.value}</b> {row.unit}
        {row.detectionLimit && <span className="sub">检出限 {row.detectionLimit}</span>}
      </td>
      <td data-label={landClass ? '筛选值 / 管制值' : '修复目标'}>
        {screening ? limitWords(screening.value) : '—'}
        {intervention && ` / ${limitWords(intervention.value)}`}
        {screening?.unverified && <span className="sub">待核对</span>}
      </td>
      <td data-label="比较">
        {comparison && landClass ? (
          <span className="compared" data-state={comparison.state} data-level={comparison.level ?? undefined}>
            {comparisonWords(comparison, landClass)}
          </span>
        ) : (
          '—'
        )}
        {notes.map((note) => (
          <span className="noted" key={note}>
            {note}
          </span>
        ))}
      </td>
      <td data-label="上一期">
        {before ? `${before.row.value} ${before.row.unit === row.unit ? '' : before.row.unit}` : '—'}
        {change !== undefined && (
          <span className="sub" data-change={change >= 1.5 ? 'up' : undefined}>
            {changeWords(change)}
          </span>
        )}
      </td>
      {act && <td className="act">{act(at)}</td>}
    </tr>
  )
}
