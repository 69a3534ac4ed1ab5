import { useState } from 'react'
import { isOwn } from '#domain/bureau/limit.ts'
import { type Rule, type RuleId, ruleOn } from '#domain/case/rule.ts'
import { limitWord } from '#domain/words/zh/bureau.ts'
import { RULE_WORDS } from '#domain/words/zh/clock.ts'
import { LastDay } from './LastDay.tsx'

type Props = { id: RuleId; rules: readonly Rule[]; today: string; onChange: (() => void) | null }

/** One limit as it is in force today, and every other version there was and will be. */
export function RuleRow({ id, rules, today, onChange }: Props) {
  const [ending, setEnding] = useState(false)
  const { name, from } = RULE_WORDS[id]
  const now = ruleOn(rules, id, today)
  const others = rules.filter((one) => one.id === id && one !== now)
  return (
    <li className="staff-row">
      <div>
        <b>
          {name}：{limitWord(now)}
        </b>
        <span className="staff-role">{from}</span>
        <Source rule={now} />
        {others.map((one) => (
          <Source rule={one} key={`${one.validFrom}-${one.article}`} limit />
        ))}
      </div>
      <p className="staff-state" data-open={now.unconfirmed}>
        {now.unconfirmed ? '待确认' : '已确认'}
      </p>
      {ending ? (
        <LastDay
          title={`恢复${name}的法定期限`}
          hint="这一天起算的，仍按本局的规定"
          told="以后起算的按法定期限；已经开始走的不变。"
          today={today}
          changeOn={(lastDay) => ({ kind: 'rule-end', rule: id, lastDay })}
          onDone={() => setEnding(false)}
        />
      ) : (
        onChange &&
        now.amount !== null && (
          <div className="staff-acts">
            <button type="button" className="button" aria-label={`修改${name}的期限`} onClick={onChange}>
              修改
            </button>
            {isOwn(now) && (
              <button
                type="button"
                className="button"
                aria-label={`恢复${name}的法定期限`}
                onClick={() => setEnding(true)}
              >
                恢复法定期限
              </button>
            )}
          </div>
        )
      )}
    </li>
  )
}

function Source({ rule, limit = false }: { rule: Rule; limit?: boolean }) {
  const { validFrom, validTo } = rule
  const valid = [validFrom && `${validFrom} 起`, validTo && `到 ${validTo}`].filter(Boolean).join('，')
  return (
    <span className="staff-email">
      {isOwn(rule) ? '本局规定' : '法定'}
      {limit && ` ${limitWord(rule)}`}：{rule.article}
      {valid && `（${valid}）`}
      {limit && rule.unconfirmed && '（待确认）'}
    </span>
  )
}
