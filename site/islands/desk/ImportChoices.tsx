import { type ReactNode, useId, useState } from 'react'
import type { ListChange } from '#domain/case/list/row.ts'
import { TIP_KINDS, type TipKind } from '#domain/tip/kinds.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { ImportedRow } from './import-client.ts'
import { useSession } from './session.ts'

type Props = { row: ImportedRow; change: ListChange; onChange: (change: ListChange) => void }

/** What a row will be saved with: suggestions stand in the fields, each with its reason, and can be changed. */
export function ImportChoices({ row, change, onChange }: Props) {
  const { choices } = useSession()
  const { street: byText, department: proposed } = row.suggestions
  const street = change.street ?? row.street ?? ''
  const department = change.department ?? row.department?.id ?? ''
  const streetWhy = row.outOfDistrict && !street ? row.outOfDistrict.reason : byText?.reason
  return (
    <div className="import-choices">
      <KindChoice row={row} kinds={change.kinds ?? row.kinds} onChange={(kinds) => onChange({ kinds })} />
      <Choice
        label="街道"
        value={street}
        none={row.outOfDistrict ? `不在本区（${row.outOfDistrict.body}）` : '不清楚'}
        options={choices.streets.map(({ code, name }) => [code, name])}
        why={streetWhy ?? '正文没有写明街道'}
        onChange={(value) => onChange({ street: value })}
      >
        {byText && !byText.certain && street !== byText.code && (
          <button type="button" className="plain" onClick={() => onChange({ street: byText.code })}>
            选{byText.name}
          </button>
        )}
      </Choice>
      <Choice
        label="建议转送"
        value={department}
        none="不建议"
        options={choices.departments.map(({ id, name }) => [id, name])}
        why={proposed?.reason ?? '从正文看不出由谁办'}
        onChange={(value) => onChange({ department: value })}
      />
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  none: string
  options: [string, string][]
  why: string
  onChange: (value: string) => void
  children?: ReactNode
}) {
  const id = useId()
  return (
    <div className="import-choice">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        aria-describedby={`${id}-why`}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{props.none}</option>
        {props.options.map(([value, word]) => (
          <option value={value} key={value}>
            {word}
          </option>
        ))}
      </select>
      <p className="hint" id={`${id}-why`}>
        {props.why}
      </p>
      {props.children}
    </div>
  )
}

/** Types as boxes behind what is chosen; what the text points to beside them is one press away. */
function KindChoice({
  row,
  kinds,
  onChange,
}: {
  row: ImportedRow
  kinds: TipKind[]
  onChange: (kinds: TipKind[]) => void
}) {
  const toggle = (kind: TipKind, on: boolean) =>
    onChange(TIP_KINDS.filter((one) => (one === kind ? on : kinds.includes(one))))
  const none = kinds.length === 0
  const [open] = useState(none)
  return (
    <div className="import-choice">
      <details open={open}>
        <summary>
          <span>污染类型</span>
          <b>{none ? '请选择' : kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')}</b>
        </summary>
        <div className="choices">
          {TIP_KINDS.map((kind) => (
            <label className="choice" key={kind}>
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                // The last one stays: a case is about something.
                disabled={kinds.length === 1 && kinds.includes(kind)}
                onChange={(event) => toggle(kind, event.target.checked)}
              />
              <span>{TIP_KIND_WORDS[kind]}</span>
            </label>
          ))}
        </div>
      </details>
      {row.suggestions.kinds.map(({ kind, reason }) => (
        <p className="hint" key={kind}>
          {reason}
          {kinds.includes(kind) ? (
            `：${TIP_KIND_WORDS[kind]}`
          ) : (
            <button type="button" className="plain" onClick={() => toggle(kind, true)}>
              加上{TIP_KIND_WORDS[kind]}
            </button>
          )}
        </p>
      ))}
    </div>
  )
}
