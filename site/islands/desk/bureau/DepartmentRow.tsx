import { useState } from 'react'
import type { Department } from '#domain/bureau.ts'
import { DIFFERENCE_WORDS } from '#domain/words/zh/bureau.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { DepartmentHolding } from './DepartmentHolding.tsx'
import { LastDay } from './LastDay.tsx'

type Props = { rows: readonly Department[]; today: string; onChange: ((department: Department) => void) | null }

const begun = (one: Department, today: string) => one.validFrom === undefined || one.validFrom <= today
const over = (one: Department, today: string) => one.validTo !== undefined && one.validTo < today

/** One department as it is today, with what is planned for it. `rows` are what it was and will be, in order. */
export function DepartmentRow({ rows, today, onChange }: Props) {
  const [ending, setEnding] = useState(false)
  const now = rows.findLast((one) => begun(one, today)) ?? rows[0]
  if (!now) return null
  const later = rows.filter((one) => !begun(one, today) && one !== now)
  const state = over(now, today) ? '已停用' : begun(now, today) ? '在用' : '还没有启用'
  const valid = [now.validFrom && `${now.validFrom} 起`, now.validTo && `到 ${now.validTo}`].filter(Boolean).join('，')
  return (
    <li className="staff-row" data-suspended={over(now, today)}>
      <div>
        <b>{now.name}</b>
        <span className="staff-role">{now.remit}</span>
        <span className="staff-email">
          {now.internal ? DIFFERENCE_WORDS.internal : DIFFERENCE_WORDS.external}
          {now.kinds && `；接收：${now.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')}`}
          {now.email && `；${now.email}`}
        </span>
        {valid && <span className="staff-email">{valid}</span>}
        {later.map((one) => (
          <span className="staff-email" key={one.validFrom}>
            {one.validFrom} 起改为：{one.name}
          </span>
        ))}
      </div>
      <p className="staff-state">{state}</p>
      {ending ? (
        <LastDay
          title={`停用${now.name}`}
          hint="这一天还可以转过去"
          told={`以后不能再转给${now.name}；已经在它手里的办件不变，仍由它办结或退回。`}
          today={today}
          changeOn={(lastDay) => ({ kind: 'department-end', id: now.id, lastDay })}
          onDone={() => setEnding(false)}
        >
          <DepartmentHolding id={now.id} />
        </LastDay>
      ) : (
        onChange && (
          <div className="staff-acts">
            <button
              type="button"
              className="button"
              aria-label={`修改${now.name}`}
              onClick={() => onChange(later.at(-1) ?? now)}
            >
              {over(now, today) ? '重新启用' : '修改'}
            </button>
            {!over(now, today) && (
              <button type="button" className="button" aria-label={`停用${now.name}`} onClick={() => setEnding(true)}>
                停用
              </button>
            )}
          </div>
        )
      )}
    </li>
  )
}
