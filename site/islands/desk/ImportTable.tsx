import { useState } from 'react'
import type { ListAction } from '#domain/case/list/plan.ts'
import type { ListChange } from '#domain/case/list/row.ts'
import { LIST_ACTION_WORDS } from '#domain/words/zh/list.ts'
import { ImportRow } from './ImportRow.tsx'
import type { Changes, Imported } from './import-client.ts'

const ACTIONS = Object.keys(LIST_ACTION_WORDS) as ListAction[]

type Props = {
  found: Imported
  saved: boolean
  changes: Changes
  onChange: (number: string, change: ListChange) => void
}

/** What becomes of each row, with what is wrong with it and what is suggested. */
export function ImportTable({ found, saved, changes, onChange }: Props) {
  const [only, setOnly] = useState<ListAction | null>(null)
  const countOf = (action: ListAction) => found.rows.filter((row) => row.action === action).length
  const rows = only ? found.rows.filter((row) => row.action === only) : found.rows
  return (
    <>
      <fieldset className="result-views">
        <legend className="visually-hidden">只看哪些行</legend>
        <Only label={`全部 ${found.rows.length}`} pressed={only === null} onPress={() => setOnly(null)} />
        {ACTIONS.filter((action) => countOf(action) > 0).map((action) => (
          <Only
            key={action}
            label={`${LIST_ACTION_WORDS[action]} ${countOf(action)}`}
            pressed={only === action}
            onPress={() => setOnly(action)}
          />
        ))}
      </fieldset>
      {countOf('problem') > 0 && (
        <p className="import-blocked">
          有问题的 {countOf('problem')} 行{saved ? '没有保存' : '不会保存'}
          ，其余不受影响。请在文件里改好，把整份文件再传一次，已经存下的不会重复。
        </p>
      )}
      {found.problems.length > 0 && (
        <ul className="import-notes">
          {found.problems.map((one) => (
            <li key={`${one.sheet}-${one.line}-${one.column}-${one.code}`}>
              {one.path.startsWith('changes') ? '' : `${one.sheet ? `${one.sheet} ` : ''}第 ${one.line} 行：`}
              {one.message}
            </li>
          ))}
        </ul>
      )}
      <ol className="import-rows">
        {rows.map((row) => (
          <ImportRow
            key={`${row.sheet}-${row.line}`}
            row={row}
            saved={saved}
            change={changes[row.number] ?? {}}
            onChange={(change) => onChange(row.number, change)}
          />
        ))}
      </ol>
    </>
  )
}

function Only({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className="flag-more" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  )
}
