import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Role } from '#domain/access.ts'
import { CASE_MOVES } from '#domain/case/state.ts'
import { MAX_TRIAGE, TRIAGE_DECISIONS, type TriageDecision } from '#domain/case/triage.ts'
import { DECISION_WORDS } from '#domain/words/zh/case.ts'
import { type CaseItem, type TriageResult, triageCases } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useSession } from './session.ts'
import { TriageField } from './TriageField.tsx'

/** Cases marked in the queue, by id, with the version that was seen. */
export type Picked = ReadonlyMap<string, CaseItem>

type PickProps = { item: CaseItem; picked: Picked; onPick: (picked: Picked) => void }

/** The box before a case. */
export function PickBox({ item, picked, onPick }: PickProps) {
  const toggle = (on: boolean) => {
    const next = new Map(picked)
    if (on) next.set(item.id, item)
    else next.delete(item.id)
    onPick(next)
  }
  const isPicked = picked.has(item.id)
  return (
    <label className="pick">
      <input
        type="checkbox"
        checked={isPicked}
        disabled={!isPicked && picked.size >= MAX_TRIAGE}
        onChange={(event) => toggle(event.target.checked)}
      />
      <span className="visually-hidden">选中 {item.reference}</span>
    </label>
  )
}

type Props = { items: CaseItem[]; picked: Picked | null; onPick: (picked: Picked | null) => void }

/** One action for the cases marked; closed it is a single button. */
export function TriageBar({ items, picked, onPick }: Props) {
  if (!picked)
    return (
      <p className="triage-door">
        <button type="button" className="flag-more" onClick={() => onPick(new Map())}>
          批量办理
        </button>
      </p>
    )
  return <TriageForm items={items} picked={picked} onPick={onPick} />
}

function TriageForm({ items, picked, onPick }: Props & { picked: Picked }) {
  const { role } = useSession().me.actor
  const announce = useAnnounce()
  const queries = useQueryClient()
  const possible = TRIAGE_DECISIONS.filter((one) => mayEver(one, role))
  const [decision, setDecision] = useState<TriageDecision>(possible[0] ?? 'note')
  const [value, setValue] = useState('')
  const triage = useMutation({
    mutationFn: (input: Record<string, string>) =>
      triageCases(
        decision,
        [...picked.values()].map(({ id, version }) => ({ id, version })),
        input,
      ),
    onSuccess: async ({ results }) => {
      const done = results.filter((one) => one.ok)
      announce(`已办 ${done.length} 件：${DECISION_WORDS[decision]}。`)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['cases'] }),
        queries.invalidateQueries({ queryKey: ['counts'] }),
      ])
      onPick(new Map())
      setValue('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (picked.size > 0 && !triage.isPending) triage.mutate(fieldOf(decision, value))
  }
  return (
    <form className="triage" aria-label="批量办理" noValidate onSubmit={submit}>
      <div className="triage-line">
        <b>选中 {picked.size} 件</b>
        <button
          type="button"
          className="plain"
          onClick={() => onPick(new Map(items.slice(0, MAX_TRIAGE).map((item) => [item.id, item])))}
        >
          选中列出的{items.length > MAX_TRIAGE && `前 ${MAX_TRIAGE} 件`}
        </button>
        <button type="button" className="plain" onClick={() => onPick(new Map())}>
          全不选
        </button>
        <button type="button" className="plain" onClick={() => onPick(null)}>
          退出批量办理
        </button>
      </div>
      <div className="triage-line">
        <label>
          <span>办什么</span>
          <select
            className="input"
            value={decision}
            onChange={(event) => {
              setDecision(event.target.value as TriageDecision)
              setValue('')
              triage.reset()
            }}
          >
            {possible.map((one) => (
              <option value={one} key={one}>
                {DECISION_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <TriageField decision={decision} value={value} onChange={setValue} />
        <button
          type="submit"
          className="button button--primary"
          disabled={picked.size === 0}
          aria-busy={triage.isPending}
        >
          {triage.isPending ? '正在办理…' : `确定${DECISION_WORDS[decision]}`}
        </button>
      </div>
      <ErrorNote error={triage.error} />
      {triage.data && <NotDone results={triage.data.results} items={items} />}
    </form>
  )
}

/** Which were not done, and why: they are not marked any more, the queue shows where they stand. */
function NotDone({ results, items }: { results: TriageResult[]; items: CaseItem[] }) {
  const refused = results.filter((one) => !one.ok)
  if (refused.length === 0) return null
  return (
    <div className="error-note" role="alert">
      <p>有 {refused.length} 件没有办成，其余已经办好：</p>
      <ul>
        {refused.map(({ id, message }) => (
          <li key={id}>
            {items.find((item) => item.id === id)?.reference ?? '不在这一页的一件'}：{message}
          </li>
        ))}
      </ul>
    </div>
  )
}

function mayEver(decision: TriageDecision, role: Role): boolean {
  return CASE_MOVES[decision].steps.some((step) => (step.by as readonly Role[]).includes(role))
}

/** The one field a decision has, under its name. */
function fieldOf(decision: TriageDecision, value: string): Record<string, string> {
  const name = { forwarding: 'department', assignment: 'to', note: 'text' }[decision as string]
  return name ? { [name]: value } : {}
}
