import type { ReactNode } from 'react'
import type { LandClass } from '#domain/disclosure/schema.ts'
import { isPh } from '#domain/standard/compare.ts'
import { comparisonWords } from '#domain/words/zh/standard.ts'
import { longDue } from '../desk/due.ts'
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
  const verdict = verdictOf(line, landClass)
  return (
    <tr data-over={over === true || undefined} data-path={`rows.${at}`} tabIndex={-1}>
      <th scope="row">
        {row.pollutant}
        {row.cas && <span className="cas">{row.cas}</span>}
      </th>
      <td data-label="点位">
        <span>
          {row.point}{' '}
          <span className="sub">
            {row.depthTop}–{row.depthBottom} 米
          </span>{' '}
          <span className="sub">{longDue(row.sampledOn)}</span>
        </span>
      </td>
      <td data-label="测定值">
        <span>
          <b>{row.value}</b> {row.unit} {row.detectionLimit && <span className="sub">检出限 {row.detectionLimit}</span>}
        </span>
      </td>
      <td data-label={landClass ? '限值' : '修复目标'}>
        <Yard line={line} />
      </td>
      <td data-label="比较">
        <span className="compared" data-over={over === null ? 'unclear' : over}>
          {verdict}
        </span>
        {notes.map((note) => (
          <span className="noted" key={note}>
            {note.replace(`${verdict}，`, '')}
          </span>
        ))}
      </td>
      {past && (
        <td data-label={past}>
          <span>
            {before ? `${before.row.value} ${before.row.unit === row.unit ? '' : before.row.unit}` : '没有测'}{' '}
            {change !== undefined && (
              <span className="sub" data-change={change >= 1.5 ? 'up' : undefined}>
                {changeWords(change)}
              </span>
            )}
          </span>
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
