import { BUREAU_DATA_WORDS } from '#domain/words/zh/bureau-data.ts'
import { problemAt } from '../../Field.tsx'
import { DataPart } from './DataPart.tsx'
import type { DataList, Row } from './data-form.ts'

type Props = { list: DataList; rows: Row[]; error: unknown; onChange: (rows: Row[]) => void }

/** The entries of a list, each folded to its name until it is opened or something in it is wrong. */
export function DataEntries({ list, rows, error, onChange }: Props) {
  const { name, kept, parts } = list
  const word = BUREAU_DATA_WORDS[name]
  const set = (key: string, path: string, value: string) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, values: { ...row.values, [path]: value } } : row)))
  const add = () => onChange([...rows, { key: `new-${rows.length}-${Date.now()}`, isNew: true, values: {} }])
  return (
    <section className="sheet" aria-labelledby={`data-${name}`}>
      <h2 id={`data-${name}`}>{word}</h2>
      {kept && <p className="hint">办件会用到，只能写最后一天，不能删去。</p>}
      {rows.map((row, at) => {
        const problemOf = (path: string) => problemAt(error, `change.fields.${name}.${at}.${path}`)
        const wrong = parts.some((part) => problemOf(part.path) !== undefined)
        const called = row.values.name || `新的${word}`
        return (
          <details className="more-facts" key={row.key} open={wrong || row.isNew}>
            <summary>
              {called}
              {row.values.validTo && <span className="staff-email"> 到 {row.values.validTo}</span>}
            </summary>
            <div className="data-parts">
              {parts.map((part, nth) => (
                <DataPart
                  key={part.path}
                  part={part}
                  name={`${name}.*.${part.path}`}
                  value={row.values[part.path] ?? ''}
                  problem={problemOf(part.path)}
                  takesFocus={row.isNew && nth === 0}
                  onChange={(value) => set(row.key, part.path, value)}
                />
              ))}
            </div>
            {(!kept || row.isNew) && (
              <button
                type="button"
                className="button"
                aria-label={`删去${called}`}
                onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
              >
                删去
              </button>
            )}
          </details>
        )
      })}
      <button type="button" className="button" onClick={add}>
        加一个{word}
      </button>
    </section>
  )
}
