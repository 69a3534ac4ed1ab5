import type { ReactNode } from 'react'
import type { LandClass } from '#domain/disclosure/schema.ts'
import { isPh } from '#domain/standard/compare.ts'
import { comparisonWords } from '#domain/words/zh/standard.ts'
import { changeWords, limitWords, type ResultLine } from './results.ts'

type Props = {
  line: ResultLine
  /** null: results are held to the targets of a remediation. */
  landClass: LandClass | null
  /** What the period before is called; null when there is none. */
  past: string | null
  act?: ((at: number) => ReactNode) | undefined
}

/** One result: what it is, what was measured, its limit, how they compare, and what it was before. */
export function ResultRow({ line, landClass, past, act }: Props) {
  const { at, row, before, change, notes, over } = line
  return (
    <tr data-over={over === true || undefined} data-path={`rows.${at}`} tabIndex={-1}>
      <th scope="row">
        {row.pollutant}
        {row.cas && <span className="cas">{row.cas}</span>}
      </th>
      <td data-label="点位">
        <span>{row.point}</span>
        <span className="sub">
          {row.depthTop}–{row.depthBottom} m
        </span>
        <span className="sub">{row.sampledOn}</span>
      </td>
      <td data-label="测定值">
        <span>
          <b>{row.value}</b> {row.unit}
        </span>
        {row.detectionLimit && <span className="sub">检出限 {row.detectionLimit}</span>}
      </td>
      <td data-label={landClass ? '限值' : '修复目标'}>
        <Yard line={line} />
      </td>
      <td data-label="比较">
        <span className="compared" data-over={over === null ? 'unclear' : over}>
          {verdictOf(line, landClass)}
        </span>
        {notes.map((note) => (
          <span className="noted" key={note}>
            {note}
          </span>
        ))}
      </td>
      {past && (
        <td data-label={past}>
          {before ? (
            <span>
              {before.row.value} {before.row.unit === row.unit ? '' : before.row.unit}
            </span>
          ) : (
            '没有测'
          )}
          {change !== undefined && (
            <span className="sub" data-change={change >= 1.5 ? 'up' : undefined}>
              {changeWords(change)}
            </span>
          )}
        </td>
      )}
      {act && <td className="act">{act(at)}</td>}
    </tr>
  )
}

/** What the result is held to. */
function Yard({ line: { comparison, target } }: { line: ResultLine }) {
  if (target) return `${target.target} ${target.unit}`
  const { screening, intervention } = comparison ?? {}
  if (!screening) return '—'
  return (
    <>
      <span className="yard">
        {limitWords(screening.value)}
        {intervention && ` / ${limitWords(intervention.value)}`}
      </span>
      {(screening.unverified || intervention?.unverified) && <span className="sub">限值待核对</span>}
    </>
  )
}

function verdictOf({ row, comparison, target, over }: ResultLine, landClass: LandClass | null): string {
  if (isPh(row)) return '—'
  if (comparison && landClass) return comparisonWords(comparison, landClass)
  if (!target) return '没有定目标'
  if (over === null) return '单位或写法没法比'
  return over ? '高于目标' : '达到目标'
}
