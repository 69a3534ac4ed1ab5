import { type ReactNode, useMemo, useState } from 'react'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { FilingCheck, FilingDetail } from './client.ts'
import { ResultRow } from './ResultRow.tsx'
import { inView, resultLines, VIEWS, type View, type Yardstick } from './results.ts'

type Props = {
  rows: readonly SoilRow[]
  by: Yardstick
  before: FilingDetail['before']
  checks: readonly FilingCheck[]
  /** What stands at the end of a row: to change it, or to point at it. */
  act?: ((at: number) => ReactNode) | undefined
}

const VIEW_WORDS: Record<View, string> = { all: '全部', over: '超过', unclear: '无法比较', noted: '有提示' }
const STEP = 60

/** Results by point, each beside its limit and the period before; a long table a screen at a time. */
export function ResultTable({ rows, by, before, checks, act }: Props) {
  const [view, setView] = useState<View>('all')
  const [shown, setShown] = useState(STEP)
  const lines = useMemo(() => resultLines(rows, by, before, checks), [rows, by, before, checks])
  const landClass = 'landClass' in by ? by.landClass : null
  const chosen = lines.filter((line) => inView(line, view))
  const look = (next: View) => {
    setView(next)
    setShown(STEP)
  }
  return (
    <div className="results">
      <fieldset className="result-views">
        <legend className="visually-hidden">看哪些数据</legend>
        {VIEWS.map((one) => {
          const count = lines.filter((line) => inView(line, one)).length
          return (
            <button
              type="button"
              className="flag-more"
              aria-pressed={view === one}
              disabled={count === 0 && one !== view}
              onClick={() => look(one)}
              key={one}
            >
              {VIEW_WORDS[one]} <b>{count}</b>
            </button>
          )
        })}
      </fieldset>
      <table className="result-table">
        <caption className="visually-hidden">监测数据，共 {lines.length} 行</caption>
        <thead>
          <tr>
            <th scope="col">污染物</th>
            <th scope="col">点位和深度</th>
            <th scope="col">测定值</th>
            {landClass ? (
              <th scope="col">
                筛选 / 管制值<span className="sub">mg/kg</span>
              </th>
            ) : (
              <th scope="col">修复目标</th>
            )}
            <th scope="col">比较</th>
            {before && <th scope="col">{before.year} 年</th>}
            {act && (
              <th scope="col">
                <span className="visually-hidden">操作</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {chosen.slice(0, shown).map((line) => (
            <ResultRow
              line={line}
              landClass={landClass}
              past={before ? `${before.year} 年` : null}
              act={act}
              key={line.at}
            />
          ))}
        </tbody>
      </table>
      {chosen.length > shown && (
        <button type="button" className="button more" onClick={() => setShown(shown + STEP)}>
          再看 {Math.min(STEP, chosen.length - shown)} 行（还有 {chosen.length - shown} 行）
        </button>
      )}
    </div>
  )
}
