import { useMemo, useState } from 'react'
import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import { compareRows } from '#domain/standard/compare.ts'
import type { FilingDetail } from './client.ts'
import { useForm } from './form-state.ts'
import { ResultTable } from './ResultTable.tsx'
import { RowDialog } from './RowDialog.tsx'
import { RowUpload } from './RowUpload.tsx'
import { targetsOf, type Yardstick } from './results.ts'

type Props = { detail: FilingDetail; rowsChanged: boolean; onStored: () => Promise<unknown> }

const NONE: SoilRow[] = []

/** The results of a filing: template, row file, and each row to look at and mend. */
export function RowsPart({ detail, rowsChanged, onStored }: Props) {
  const { values, set, wrong } = useForm()
  const [open, setOpen] = useState<number | null>(null)
  const rows = Array.isArray(values.rows) ? (values.rows as SoilRow[]) : NONE
  const { landClass, findings } = values
  const by = useMemo<Yardstick>(() => {
    if (detail.disclosure.kind !== 'soil_self_monitoring') return { targets: targetsOf(findings) }
    // Nothing chosen yet: judged as the stricter class, as the standard says.
    const judged = (landClass || 'unclear') as LandClass
    return { landClass: judged, comparisons: compareRows(rows, judged) }
  }, [detail.disclosure.kind, rows, landClass, findings])
  const notes = useMemo(
    () => [
      ...detail.disclosure.reasons.map(({ path, text }) => ({ path, code: 'returned', message: `退回意见：${text}` })),
      ...detail.checks,
    ],
    [detail],
  )
  const close = () => setOpen(null)
  const problem = wrong('rows')
  return (
    <section className="sheet form-part" aria-labelledby="rows-title" data-path="rows">
      <h2 id="rows-title">监测数据</h2>
      <ol className="how-rows">
        <li>
          下载模板：<a href="/data/soil-rows-template.xlsx">表格（XLSX）</a>或
          <a href="/data/soil-rows-template.csv">CSV</a>，照着检测报告填，一个结果一行。
        </li>
        <li>未检出照报告写“未检出”“0.01L”或“&lt;0.01”，不要写 0。</li>
        <li>上传。有问题会一次全部列出来，写明在哪一格。</li>
      </ol>
      {problem && <p className="field__problem">{problem}</p>}
      <RowUpload
        id={detail.disclosure.id}
        kind={detail.disclosure.kind}
        version={detail.disclosure.version}
        count={rows.length}
        onStored={onStored}
      />
      {rows.length > 0 && (
        <>
          <p className="rows-count">
            共 {rows.length} 行{rowsChanged && <span className="draft-mark">有改动，还没有保存</span>}
          </p>
          <ResultTable
            rows={rows}
            by={by}
            before={detail.before}
            checks={rowsChanged ? [] : notes}
            act={(at) => (
              <button type="button" className="plain" aria-label={`改第 ${at + 1} 行`} onClick={() => setOpen(at)}>
                改
              </button>
            )}
          />
        </>
      )}
      <button type="button" className="button" onClick={() => setOpen(rows.length)}>
        手工添一行
      </button>
      {open !== null && (
        <RowDialog
          title={open < rows.length ? `第 ${open + 1} 行` : '添一行数据'}
          // A new row is most often the same sample as the last one.
          row={rows[open] ?? sampleOf(rows.at(-1))}
          onDone={(row) => {
            set('rows', open < rows.length ? rows.with(open, row) : [...rows, row])
            close()
          }}
          {...(open < rows.length && {
            onRemove: () => {
              set('rows', rows.toSpliced(open, 1))
              close()
            },
          })}
          onClose={close}
        />
      )}
    </section>
  )
}

function sampleOf(row: SoilRow | undefined): Partial<SoilRow> {
  if (!row) return {}
  const { point, lng, lat, depthTop, depthBottom, sampledOn, unit, institution } = row
  return { point, lng, lat, depthTop, depthBottom, sampledOn, unit, institution }
}
