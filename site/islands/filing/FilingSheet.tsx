import type { ReactNode } from 'react'
import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import type { FilingDetail } from './client.ts'
import { DataTable } from './DataTable.tsx'
import { FileList } from './FileList.tsx'
import type { FormField } from './fields.ts'
import { FORMS } from './forms.ts'
import { valueAt } from './paths.ts'
import { ResultTable } from './ResultTable.tsx'
import { targetsOf, type Yardstick } from './results.ts'
import { saidOf } from './said.ts'

type Props = {
  detail: FilingDetail
  /** Draws what points at a field, while somebody gives reasons. */
  point?: ((path: string, label: string) => ReactNode) | undefined
}

/** Everything a filing says, to read: numbers beside limit and last period first, then field by field. */
export function FilingSheet({ detail, point }: Props) {
  const { id, kind, data } = detail.disclosure
  const rows = data.rows as SoilRow[] | undefined
  const yardstick: Yardstick =
    kind === 'soil_self_monitoring'
      ? { landClass: (data.landClass ?? 'unclear') as LandClass, comparisons: detail.comparisons }
      : { targets: targetsOf(data.findings) }
  return (
    <div className="filing-sheet">
      {rows && rows.length > 0 && (
        <section className="sheet" aria-labelledby="results-title" data-path="rows">
          <h2 id="results-title">
            监测数据 <span className="soft small">{rows.length} 行</span>
            {point?.('rows', '监测数据')}
          </h2>
          <ResultTable
            rows={rows}
            by={yardstick}
            before={detail.before}
            checks={detail.checks}
            act={point && ((at) => point(`rows.${at}`, `监测数据第 ${at + 1} 行`))}
          />
        </section>
      )}
      {FORMS[kind].map(({ title, fields }) => (
        <section className="sheet" key={title}>
          <h2>{title}</h2>
          <dl className="facts said">
            {fields.map((field) => (
              <div key={field.path} data-path={field.path}>
                <dt>{field.label}</dt>
                <dd>
                  <Said field={field} value={valueAt(data, field.path)} />
                  {point?.(field.path, field.label)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {detail.files.length > 0 && (
        <section className="sheet" aria-labelledby="sheet-files" data-path="files">
          <h2 id="sheet-files">报告文件 {point?.('files', '报告文件')}</h2>
          <FileList id={id} files={detail.files} />
        </section>
      )}
    </div>
  )
}

function Said({ field, value }: { field: FormField; value: unknown }) {
  if (field.kind === 'list')
    return Array.isArray(value) && value.length > 0 ? <DataTable field={field} entries={value} /> : <NotSaid />
  const said = saidOf(field, value)
  if (said === null) return <NotSaid />
  if (said.length < 600) return said
  return (
    <details className="long-text">
      <summary>{said.length} 个字，点开看全文</summary>
      <p>{said}</p>
    </details>
  )
}

function NotSaid() {
  return <span className="soft">没有填</span>
}
